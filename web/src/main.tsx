import { render } from 'preact'
import { App } from './app.tsx'
import { keepOffline } from './host/offline.ts'
import 'virtual:tones.css'
import './style/base.css'
import './style/parts.css'

render(<App />, document.getElementById('lab') as HTMLElement)
void keepOffline()
