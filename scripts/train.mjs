// npm run train: fits the model that finds payload spans to the payload grammar; writes src/cases/hijack/spans/model.json.

import { runBundled } from './bundled.mjs';

runBundled('train');
