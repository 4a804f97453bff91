/** What the engine knows of the workspace, as an answer. */
import type { Consultation, Question, WorkspaceFacts } from '../architect/consultation.ts';

export function findingsAnswer(_question: Question, workspace: WorkspaceFacts): Consultation {
  const sections = workspace.databases.map(({ name, schema, findings }) => ({
    id: 'findings',
    title: name,
    markdown: [
      `${schema.tables.size} tables, ${findings.length} findings.`,
      ...findings
        .slice(0, 20)
        .map(({ message, file, span, rule }) => `- ${message} (\`${rule}\`, ${workspace.placeOf(file, span)})`),
    ].join('\n\n'),
  }));
  const none = { id: 'findings', title: 'No tables', markdown: 'No file of this workspace creates a table.' };
  return {
    expertise: 'core',
    confidence: 0,
    because: [],
    requirements: [],
    questions: [],
    sections: sections.length > 0 ? sections : [none],
    followups: [],
    checked: [],
  };
}
