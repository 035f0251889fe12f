import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

const OVERSCAN = 8;
/** Height of a table's sticky head, pixels. */
const HEAD = 34;

/** Which rows of a long table are in the page. */
export interface VirtualRows {
  scrollRef: RefObject<HTMLDivElement | null>;
  onScroll: (event: { currentTarget: HTMLElement }) => void;
  /** Rows `first` to `last`, the latter not included. */
  first: number;
  last: number;
}

/**
 * Keeps only the rows in sight in the page, so that thousands scroll like ten, and the chosen one in sight. A printed
 * table has all its rows.
 *
 * @param chosen index of the chosen row, `-1` for none
 */
export function useVirtualRows(count: number, rowHeight: number, chosen: number): VirtualRows {
  const scrollRef = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);
  const printing = usePrinting();
  useEffect(() => {
    const scroll = scrollRef.current;
    if (!scroll) return;
    const observer = new ResizeObserver(() => setHeight(scroll.clientHeight));
    observer.observe(scroll);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const scroll = scrollRef.current;
    if (!scroll || chosen < 0) return;
    const y = chosen * rowHeight;
    const visibleHeight = scroll.clientHeight - HEAD;
    if (y < scroll.scrollTop) scroll.scrollTop = y;
    else if (y + rowHeight > scroll.scrollTop + visibleHeight) scroll.scrollTop = y + rowHeight - visibleHeight;
  }, [chosen, rowHeight]);
  return {
    scrollRef,
    onScroll: (event) => setTop(event.currentTarget.scrollTop),
    first: printing ? 0 : Math.max(0, Math.min(count, Math.floor(top / rowHeight) - OVERSCAN)),
    last: printing ? count : Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN),
  };
}

/** Stands for the rows above or below those in sight. */
export function Spacer({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tr className="spacer" style={{ height }}>
      <td colSpan={columns} />
    </tr>
  ) : null;
}

/** True while the page is being printed. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
