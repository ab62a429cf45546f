import 'onecycle/worker'
