import type { ScanDocument } from '../../../../src/fleet/scan-document.ts';
import { visible } from '../../shared/lib/text.ts';
import type { Theme } from '../../shared/theme.ts';
import { Name } from '../../shared/ui/Raw.tsx';

interface TopBarProps {
  doc: ScanDocument;
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const LABEL: Record<Theme, string> = { system: 'Auto', light: 'Light', dark: 'Dark' };

export function TopBar({ doc, theme, setTheme }: TopBarProps) {
  return (
    <div className="scan-bar">
      <span className="brand">
        cordon <span className="quiet scan-word">scan</span>
      </span>
      <span className="scan-root mono">
        <Name text={doc.coverage.root} length={70} />
      </span>
      <span className="quiet scan-facts">
        facts of {visible(doc.coverage.factsAsOf)} · v{visible(doc.tool.version)}
      </span>
      <button
        type="button"
        className="button no-print"
        aria-label={`Colours: ${LABEL[theme]}. Change to ${LABEL[NEXT[theme]]}.`}
        onClick={() => setTheme(NEXT[theme])}
      >
        {LABEL[theme]}
      </button>
    </div>
  );
}
