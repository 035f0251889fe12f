import { mount } from '../shared/mount.tsx';
import { App } from './App.tsx';

async function sample() {
  const { sampleDocument } = await import('./dev/sample.ts');
  // Its size is in the address: `?sessions=2000`.
  const options = new URLSearchParams(window.location.search);
  return sampleDocument({ sessions: Number(options.get('sessions') ?? 60), seeds: 'several', hostile: true });
}

await mount('cordon trace', App, import.meta.env.DEV ? sample : undefined);
