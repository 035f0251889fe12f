/** A line that says how far long work has come: on a terminal only, and only when the work takes a while. */
export class Progress {
  private readonly started = performance.now();
  private shown = 0;
  private readonly what: string;
  private readonly stream: NodeJS.WriteStream;

  constructor(what: string, stream: NodeJS.WriteStream) {
    this.what = what;
    this.stream = stream;
  }

  show({ bytes, total }: { bytes: number; total: number | undefined }): void {
    const now = performance.now();
    if (this.stream.isTTY !== true || now - this.started < 1000 || now - this.shown < 200) return;
    this.shown = now;
    const part =
      total === undefined || total === 0 ? '' : ` of ${mega(total)} (${Math.floor((bytes / total) * 100)} %)`;
    this.stream.write(`\r\u001b[K${this.what} ${mega(bytes)}${part}`);
  }

  done(): void {
    if (this.shown > 0) this.stream.write('\r\u001b[K');
  }
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
