import { mount } from '../shared/mount.tsx';
import { App } from './App.tsx';
import './motives.css';

const sample = async () => (await import('./dev/sample.ts')).sampleDocument();

await mount('cordon motives', App, import.meta.env.DEV ? sample : undefined);
