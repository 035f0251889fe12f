import { type ReactNode, useId } from 'react';

interface PanelProps {
  title: string;
  /** One line that says how to read the panel. */
  note?: ReactNode;
  tools?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Panel({ title, note, tools, className, children }: PanelProps) {
  const id = useId();
  return (
    <section className={className ? `panel ${className}` : 'panel'} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note && <p>{note}</p>}
        {tools && <div className="tools no-print">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
