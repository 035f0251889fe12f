import type { At } from './calls.ts';
import type { Context, Handoff } from './contexts.ts';
import type { Incoming } from './session.ts';
import type { Node } from './tree.ts';

/** What a user message is in this context: from a person, or the prompt of the agent or message that started it. */
export function incomingOf(context: Context): Incoming {
  const { handoff } = context;
  if (handoff === undefined) {
    // A nested agent's user messages come from its parent, even where no span says how.
    return { channel: context.parent === undefined ? 'human' : 'context', take: () => undefined };
  }
  return {
    channel: handoff.channel,
    take: (text) => {
      if (handoff.told) return undefined;
      writePrompt(handoff, text);
      return handoff.prompt;
    },
  };
}

/** True when this span is where the handoff happens, not one below it. */
export function handsOver(node: Node, handoff: Handoff | undefined): handoff is Handoff {
  return handoff !== undefined && handoff.spanId === node.spanId && !node.isLog;
}

/** The prompt of an agent that showed no message: it was read all the same. */
export function tellPrompt(handoff: Handoff): void {
  writePrompt(handoff, undefined);
  handoff.to.read(handoff.at, { channel: handoff.channel, artifact: handoff.prompt, how: 'observed' });
}

/** What the nested agent answers, and that its parent read it. */
export function tellAnswer(handoff: Handoff, text: string | undefined, at: At): void {
  const { answer, from } = handoff;
  if (answer === undefined || from === undefined) return;
  const said = text === undefined ? {} : { text };
  const draft = { channel: handoff.channel, artifact: answer, how: 'observed' as const, ...said };
  handoff.to.write(at, { ...draft, mode: 'replace' });
  from.read(at, draft);
  // The parent's tool call answers with the same text: that is no second read.
  if (text !== undefined) from.seen.add('handed back', text);
}

function writePrompt(handoff: Handoff, text: string | undefined): void {
  handoff.told = true;
  const said = text === undefined ? {} : { text };
  handoff.from?.write(handoff.at, {
    channel: handoff.channel,
    artifact: handoff.prompt,
    how: 'observed',
    mode: 'replace',
    ...said,
  });
}
