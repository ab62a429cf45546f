"""
Values of PyTorch for test/layers/torch.test.ts: outputs, gradients and running statistics of each layer, and a whole network
in training. Needs PyTorch 1.13 (Debian 12: apt-get install python3-torch), and prints JSON:

    python3 test/reference/torch/values.py > test/reference/torch/values.json

Everything stays in this library's layout: images [rows, height, width, channels], filters [kh, kw, channels, filters]. They
are permuted on the way into PyTorch's functions, so the gradients come back permuted. Inputs have two decimals, are f32
numbers then, and all arithmetic is f64: what comes out is exact to the digits that are written.
"""
import json
import math

import torch
import torch.nn.functional as F

assert torch.__version__.startswith('1.13'), torch.__version__
torch.manual_seed(1)
torch.set_default_dtype(torch.float64)


def drawn(*shape, low=-1.0, high=1.0):
    """Numbers with two decimals, as f32 has them."""
    values = torch.round((torch.rand(shape) * (high - low) + low) * 100) / 100
    return values.float().double()


ACTIVATIONS = {
    'linear': lambda x: x,
    'relu': F.relu,
    'leakyRelu': lambda x: F.leaky_relu(x, 0.01),
    'tanh': torch.tanh,
    'sigmoid': torch.sigmoid,
    'gelu': lambda x: F.gelu(x, approximate='tanh'),
    'silu': F.silu,
}


def padded(size, taps, stride, padding):
    """Pixels of padding before and after."""
    if padding == 'valid':
        return 0, 0
    total = max((math.ceil(size / stride) - 1) * stride + taps - size, 0)
    return total // 2, total - total // 2


def around(x, kh, kw, stride, padding, value=0.0):
    top, bottom = padded(x.shape[2], kh, stride, padding)
    left, right = padded(x.shape[3], kw, stride, padding)
    return F.pad(x, (left, right, top, bottom), value=value)


def first(x):
    """Channels first."""
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def sides(size):
    return (size, size) if isinstance(size, int) else tuple(size)


def shapes_of(layer, shape):
    """Shapes of the tensors, state in the end, and of the output."""
    kind = layer['kind']
    if kind == 'dense':
        return [[math.prod(shape), layer['outputs']], [layer['outputs']]]
    if kind in ('conv2d', 'conv1d'):
        taps = [layer['kernelSize']] if kind == 'conv1d' else [*sides(layer['kernelSize'])]
        weights = [[*taps, shape[-1], layer['filters']]]
        return weights + ([[layer['filters']]] if layer['useBias'] else [])
    if kind == 'depthwiseConv2d':
        return [[*sides(layer['kernelSize']), shape[-1]]] + ([[shape[-1]]] if layer['useBias'] else [])
    if kind == 'batchNorm':
        return [[shape[-1]]] * 4
    if kind == 'layerNorm':
        return [[shape[-1]]] * 2
    return []


def apply(layer, x, tensors, training):
    """The layer's output; takes its tensors off the front of the list, and moves the running statistics in place."""
    kind = layer['kind']
    mine = [tensors.pop(0) for _ in shapes_of(layer, list(x.shape[1:]))]
    end = ACTIVATIONS[layer.get('activation', 'linear')]
    if kind == 'dense':
        return end(x.flatten(1) @ mine[0] + mine[1])
    if kind == 'activation':
        return end(x)
    if kind == 'flatten':
        return x.flatten(1)
    if kind == 'conv1d':
        w = mine[0].permute(2, 1, 0)
        left, right = padded(x.shape[1], w.shape[2], layer['stride'], layer['padding'])
        return end(F.conv1d(F.pad(x.permute(0, 2, 1), (left, right)), w, *mine[1:], stride=layer['stride'])).permute(0, 2, 1)
    if kind == 'conv2d':
        w = mine[0].permute(3, 2, 0, 1)
        wide = around(first(x), w.shape[2], w.shape[3], layer['stride'], layer['padding'])
        return end(last(F.conv2d(wide, w, *mine[1:], stride=layer['stride'])))
    if kind == 'depthwiseConv2d':
        w = mine[0].permute(2, 0, 1).unsqueeze(1)
        wide = around(first(x), w.shape[2], w.shape[3], layer['stride'], layer['padding'])
        return end(last(F.conv2d(wide, w, *mine[1:], stride=layer['stride'], groups=x.shape[3])))
    if kind == 'maxPool2d':
        size, stride = layer['poolSize'], layer['stride']
        return last(F.max_pool2d(around(first(x), size, size, stride, layer['padding'], -math.inf), size, stride))
    if kind == 'averagePool2d':
        size, stride = layer['poolSize'], layer['stride']
        before, after = padded(x.shape[1], size, stride, layer['padding'])
        assert before == after and x.shape[1] == x.shape[2], 'PyTorch pads both sides alike'
        return last(F.avg_pool2d(first(x), size, stride, before, count_include_pad=False))
    if kind == 'globalAveragePool':
        return F.adaptive_avg_pool2d(first(x), 1).flatten(1)
    if kind == 'batchNorm':
        gamma, beta, mean, variance = mine
        y = x.movedim(-1, 1)
        y = F.batch_norm(y, mean, variance, gamma, beta, training, 1 - layer['decay'], layer['epsilon'])
        return y.movedim(1, -1)
    if kind == 'layerNorm':
        return F.layer_norm(x, x.shape[-1:], *mine, layer['epsilon'])
    if kind == 'residual':
        y = x
        for inner in layer['layers']:
            y = apply(inner, y, tensors, training)
        for inner in [] if layer['shortcut'] == 'identity' else layer['shortcut']:
            x = apply(inner, x, tensors, training)
        return y + x
    raise ValueError(kind)


def tensors_for(layers, shape):
    """Starting values of all tensors, and whether each is trained."""
    tensors = []
    trained = []

    def walk(layer, x):
        if layer['kind'] == 'residual':
            y = x
            for inner in layer['layers']:
                y = walk(inner, y)
            for inner in [] if layer['shortcut'] == 'identity' else layer['shortcut']:
                x = walk(inner, x)
            return y
        own = []
        for i, size in enumerate(shapes_of(layer, list(x.shape[1:]))):
            state = layer['kind'] == 'batchNorm' and i >= 2
            scale = layer['kind'] in ('batchNorm', 'layerNorm') and i in (0, 3)
            own.append(drawn(*size, low=0.5 if scale else -0.8, high=1.5 if scale else 0.8))
            trained.append(not state)
        tensors.extend(own)
        return apply(layer, x, [tensor.clone() for tensor in own], False)

    x = torch.zeros(1, *shape)
    for layer in layers:
        x = walk(layer, x)
    return tensors, trained


def numbers(tensor):
    """Seven digits: half a unit of f32."""
    return [float(f'{value:.7g}') for value in tensor.detach().flatten().tolist()]


def layer_case(layer, inputs, rows=2):
    start, trained = tensors_for([layer], inputs)
    tensors = [tensor.clone().requires_grad_(train) for tensor, train in zip(start, trained)]
    x = drawn(rows, *inputs).requires_grad_()
    y = apply(layer, x, list(tensors), True)
    dy = drawn(*y.shape)
    y.backward(dy)
    state = [tensor for tensor, train in zip(tensors, trained) if not train]
    # what evaluation gives where it is something else
    after = {'evaluated': numbers(apply(layer, x, list(tensors), False))} if state else {}
    return {
        'layer': layer,
        'inputs': inputs,
        'x': numbers(x),
        'dy': numbers(dy),
        'tensors': [numbers(tensor) for tensor in start],
        'y': numbers(y),
        'dx': numbers(x.grad),
        'gradients': [numbers(tensor.grad) for tensor, train in zip(tensors, trained) if train],
        'state': [numbers(tensor) for tensor in state],
        **after,
    }


def dropout_case(rate, size):
    """What each number and its gradient are where they are kept: drawn until all have been."""
    x, dy = drawn(size, low=0.1), drawn(size, low=0.1)
    y, dx = torch.zeros(size), torch.zeros(size)
    while (y == 0).any():
        at = x.clone().requires_grad_()
        out = F.dropout(at, rate, training=True)
        out.backward(dy)
        y, dx = torch.where(out == 0, y, out), torch.where(out == 0, dx, at.grad)
    return {'rate': rate, 'x': numbers(x), 'dy': numbers(dy), 'y': numbers(y), 'dx': numbers(dx)}


def network_case(layers, inputs, rows, classes, steps, rate, momentum):
    """Full-batch steps of SGD with momentum and softmax cross-entropy."""
    start, trained = tensors_for(layers, inputs)
    tensors = [tensor.clone().requires_grad_(train) for tensor, train in zip(start, trained)]
    optimizer = torch.optim.SGD([tensor for tensor in tensors if tensor.requires_grad], lr=rate, momentum=momentum)
    x = drawn(rows, *inputs)
    labels = torch.arange(rows) % classes

    def run(training):
        y, left = x, list(tensors)
        for layer in layers:
            y = apply(layer, y, left, training)
        return y

    losses, gradients = [], []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = F.cross_entropy(run(True), labels)
        loss.backward()
        losses.append(loss)
        gradients = gradients or [numbers(tensor.grad) for tensor in tensors if tensor.requires_grad]
        optimizer.step()
    return {
        'layers': layers,
        'inputs': inputs,
        'x': numbers(x),
        'labels': labels.tolist(),
        'classes': classes,
        'steps': steps,
        'learningRate': rate,
        'momentum': momentum,
        'tensors': [numbers(tensor) for tensor in start],
        'losses': numbers(torch.stack(losses)),
        'gradients': gradients,
        'trained': [numbers(tensor) for tensor in tensors],
        'probabilities': numbers(F.softmax(run(False), 1)),
    }


def conv2d(filters, kernel, stride=1, padding='valid', activation='linear', bias=True):
    options = {'kernelSize': kernel, 'stride': stride, 'padding': padding, 'activation': activation, 'useBias': bias}
    return {'kind': 'conv2d', 'filters': filters, **options}


def conv1d(filters, kernel, stride=1, padding='valid', activation='linear', bias=True):
    return {**conv2d(filters, kernel, stride, padding, activation, bias), 'kind': 'conv1d'}


def depthwise(kernel, stride=1, padding='valid', activation='linear', bias=True):
    layer = {**conv2d(1, kernel, stride, padding, activation, bias), 'kind': 'depthwiseConv2d'}
    del layer['filters']
    return layer


def pool(kind, size, stride, padding='valid'):
    return {'kind': kind, 'poolSize': size, 'stride': stride, 'padding': padding}


def activation(name):
    return {'kind': 'activation', 'activation': name}


def batch_norm(decay=0.9, epsilon=1e-5):
    return {'kind': 'batchNorm', 'decay': decay, 'epsilon': epsilon}


def residual(layers, shortcut='identity'):
    return {'kind': 'residual', 'layers': layers, 'shortcut': shortcut}


def dense(outputs, activation='linear'):
    return {'kind': 'dense', 'outputs': outputs, 'activation': activation}


# a bias under batch norm has a gradient of 0, of which f32 leaves noise: so there is none
LAYERS = [
    layer_case(conv2d(4, 3), [5, 4, 3]),
    layer_case(conv2d(5, [2, 3], 2, 'valid', 'relu'), [6, 7, 2]),
    layer_case(conv2d(3, 3, 2, 'same', 'leakyRelu'), [7, 5, 2]),
    layer_case(conv2d(3, 4, 1, 'same', 'tanh', False), [4, 5, 2]),
    layer_case(conv2d(9, 5, 3, 'same', 'sigmoid'), [6, 5, 1]),
    layer_case(conv1d(4, 3, 2, 'same', 'relu'), [9, 3]),
    layer_case(conv1d(3, 4), [8, 2]),
    layer_case(depthwise(3), [5, 4, 5]),
    layer_case(depthwise(2, 2, 'same', 'tanh', False), [5, 5, 3]),
    layer_case(pool('maxPool2d', 2, 2), [5, 6, 3]),
    layer_case(pool('maxPool2d', 3, 2, 'same'), [6, 5, 2]),
    layer_case(pool('averagePool2d', 2, 2), [5, 5, 3]),
    layer_case(pool('averagePool2d', 3, 2, 'same'), [5, 5, 3]),
    layer_case({'kind': 'globalAveragePool'}, [4, 3, 5]),
    layer_case(batch_norm(), [5], 7),
    layer_case(batch_norm(0.5, 1e-3), [3, 4, 3], 3),
    layer_case({'kind': 'layerNorm', 'epsilon': 1e-5}, [7], 4),
    layer_case({'kind': 'layerNorm', 'epsilon': 1e-3}, [2, 3, 5]),
    *[layer_case(activation(name), [9], 4) for name in ACTIVATIONS],
    layer_case({'kind': 'flatten'}, [2, 3, 2]),
    layer_case(residual([conv2d(3, 3, 1, 'same', bias=False), batch_norm(), activation('relu'), conv2d(3, 3, 1, 'same')]), [4, 4, 3]),
    layer_case(
        residual(
            [conv2d(4, 3, 2, 'same', bias=False), batch_norm(), activation('silu'), residual([conv2d(4, 1)])],
            [conv2d(4, 1, 2, bias=False), batch_norm()],
        ),
        [5, 5, 2],
    ),
]

NETWORK = network_case(
    [
        conv2d(4, 3, 1, 'same', bias=False),
        batch_norm(),
        activation('relu'),
        pool('maxPool2d', 2, 2),
        residual([conv2d(4, 3, 1, 'same', bias=False), batch_norm(), activation('relu'), conv2d(4, 3, 1, 'same')]),
        activation('relu'),
        residual([conv2d(6, 3, 2, 'same', bias=False), batch_norm()], [conv2d(6, 1, 2)]),
        activation('gelu'),
        {'kind': 'globalAveragePool'},
        dense(3),
    ],
    inputs=[8, 8, 1],
    rows=6,
    classes=3,
    steps=3,
    rate=0.05,
    momentum=0.9,
)

print(json.dumps({'layers': LAYERS, 'dropout': dropout_case(0.3, 9), 'network': NETWORK}, separators=(',', ':')))
