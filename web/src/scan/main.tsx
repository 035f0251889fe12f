import { mount } from '../shared/mount.tsx';
import { App } from './App.tsx';
import './scan.css';

const sample = async () => (await import('./dev/sample.ts')).sampleDocument({ hostile: true });

await mount('cordon scan', App, import.meta.env.DEV ? sample : undefined);
