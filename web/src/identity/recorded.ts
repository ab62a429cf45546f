/** The SHA-256 of the weights of each run, in their order; made by scripts/recorded-runs.mjs. */
export const recorded: readonly string[] = [
  '36fef89c3b8bdb18ad8231670355126706b5a7feb4e1fa0a7266cb2f8467b7e7', // 1cycle, two layers
  '3089a8c21b7d68fa2372306f6f3a6e8f00362b50c89935f5e06475b915efd32a', // a constant rate, tanh
  '663a7f0777a278f697b3586e65d0ef36edaf7e762e78f1ce059789818df12e50', // linear decay with a ramp, batch norm
  'bc79f7f3569d83ce79898786235f426d3bd505a897bca674b844fa5c346252df', // cosine, dropout
  '1433bf9c7102df8139c6a2c092dbbd9301c8a006389c1afa99086f7c44b8f4bf', // Adam, layer norm, GELU
  '0d8823bc1e75d93d819aec079077e01386dbe3f35be9c67acc2b95f82f1de1ec', // AdamW, a residual block, SiLU
  '13a38689701122ddec6ff74865b2a999a8ac79e0b3f7214da775dc5f8e392bae', // 1cycle of the paper, digits
  '639eb12ca653d94a46615c87ab5e6e7cd3bad12caacbd794cffd3638be8a051e', // steps, a linear classifier
  'e6319e6720c870b02735e60b498e6487139c38b13d29acdaf9f5309f610b8218', // 1cycle, convolution
  '03022a26c87ba15ebe45bcdfb56686ab3eb7ca4ea94848ef8be04898f28785fc', // RMSProp, triangular, strided convolution
  'ac20932d6985066e86f628529189df867e84e4bf3a8a5b7df32be2f96d06c830', // Nesterov, a trapezoid, batch norm of images
  'a6b16a4964b3750691cc387da90da75b8c56758eee101e087cbc677f88b754f4', // 1cycle without a ramp, depthwise convolution
]
