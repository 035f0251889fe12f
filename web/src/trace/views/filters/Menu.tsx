import { type ReactNode, useEffect, useRef } from 'react';

interface MenuProps {
  label: string;
  /** Choices made in it: shown beside the label. */
  active: number;
  children: ReactNode;
}

/** A button that opens a small panel. Escape and a press elsewhere close it; focus goes back to the button. */
export function Menu({ label, active, children }: MenuProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    const onPress = (event: PointerEvent) => {
      if (menu.open && !menu.contains(event.target as Node)) menu.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.open) return;
      event.preventDefault();
      menu.open = false;
      menu.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    menu.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      menu.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <details ref={ref} className={active > 0 ? 'menu active' : 'menu'}>
      <summary className="button">
        {label}
        {active > 0 && <span className="badge">{active}</span>}
        <svg width="8" height="5" viewBox="0 0 8 5" aria-hidden="true">
          <path d="M.5.5 4 4 7.5.5" className="chevron" />
        </svg>
      </summary>
      <div className="menu-body">{children}</div>
    </details>
  );
}
