import type { Dialect } from './deed.ts';

/** The setting of each exporter that records the text of messages. */
const MESSAGES: Readonly<Record<Dialect, string>> = {
  gen_ai:
    'Spans carry no messages: set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true (SPAN_ONLY or SPAN_AND_EVENT ' +
    'where the instrumentation knows OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental) in the instrumented process.',
  vercel: 'AI SDK spans carry no messages: set recordInputs and recordOutputs to true in experimental_telemetry.',
  openinference:
    'OpenInference spans carry no messages: unset OPENINFERENCE_HIDE_INPUTS, OPENINFERENCE_HIDE_OUTPUTS, ' +
    'OPENINFERENCE_HIDE_INPUT_MESSAGES and OPENINFERENCE_HIDE_OUTPUT_MESSAGES (or the TraceConfig fields of those names).',
  traceloop: 'OpenLLMetry spans carry no messages: set TRACELOOP_TRACE_CONTENT=true.',
  'claude-code': 'Claude Code left prompts out: set OTEL_LOG_USER_PROMPTS=1.',
  codex: 'Codex left prompts out: set log_user_prompt = true under [otel] in ~/.codex/config.toml.',
  'gemini-cli': 'Gemini CLI left prompts out: set "logPrompts": true under "telemetry" in .gemini/settings.json.',
};

/** The setting that records arguments and answers of tools, where it is another one. */
const TOOLS: Readonly<Partial<Record<Dialect, string>>> = {
  'claude-code': 'Claude Code left tool arguments out: set OTEL_LOG_TOOL_DETAILS=1.',
};

/** What a client never records by the settings above, and where it is recorded. */
const ANSWERS: Readonly<Partial<Record<Dialect, string>>> = {
  'claude-code':
    'Claude Code’s log events do not say what tools answered: set OTEL_LOG_RAW_API_BODIES=1, or read the session logs ' +
    'under ~/.claude/projects instead.',
  'gemini-cli':
    'Gemini CLI’s tool_call events do not say what tools answered: its gen_ai.client.inference.operation.details events do ' +
    '("logPrompts": true).',
};

export const messagesHint = (dialect: Dialect): string => MESSAGES[dialect];
export const toolsHint = (dialect: Dialect): string => TOOLS[dialect] ?? MESSAGES[dialect];
export const answersHint = (dialect: Dialect): string => ANSWERS[dialect] ?? MESSAGES[dialect];
