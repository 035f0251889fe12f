import { scalarOf } from './address.ts';
import { join } from './place.ts';

/** Words in the names of MCP servers whose records are the same ones for everybody who works with them. */
const ORGANISATION_WIDE = new Set([
  ...['jira', 'atlassian', 'confluence', 'linear', 'asana', 'trello', 'clickup', 'monday', 'shortcut', 'youtrack'],
  ...['github', 'gitlab', 'bitbucket', 'zendesk', 'freshdesk', 'servicenow', 'intercom', 'pagerduty', 'opsgenie'],
  ...['slack', 'discord', 'teams', 'telegram', 'gmail', 'outlook', 'notion', 'hubspot', 'salesforce', 'airtable'],
  ...['sentry', 'datadog', 'stripe', 'figma', 'basecamp', 'todoist', 'gdrive', 'sharepoint', 'dropbox', 'tracker'],
]);

/** True for the MCP server of a service that all projects of an organisation share. */
export function isOrganisationWide(server: string | undefined): boolean {
  return server?.split(/[^a-z0-9]+/).some((word) => ORGANISATION_WIDE.has(word)) ?? false;
}

/** The repository or project that a call names; empty where it names none. */
export function repositoryOf(args: Map<string, unknown>): string {
  const owner = scalarOf(args, ['owner', 'org', 'organization']) ?? '';
  return forgeName(join(owner, scalarOf(args, ['repo', 'repository', 'project', 'projectid']) ?? ''));
}

/** `owner/name` of a repository on the forge that needs no host. */
export function forgeName(repository: string): string {
  return repository.replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//i, '').replace(/(?:\.git)?\/*$/, '');
}

/** True where a name says by itself which repository is meant, whoever asks. */
export function isFullName(repository: string): boolean {
  return /^[^/\s]+(?:\/[^/\s]+)+$/.test(repository);
}
