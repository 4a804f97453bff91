/** What is reported beside the rules' findings; there are no pages about these. */
export const engineFindings: Readonly<Record<string, string>> = {
  'syntax-error': 'The database itself would refuse this statement.',
  'unused-suppression': 'A comment hides findings where there are none.',
  'rule-crash': 'A rule failed, which is a mistake of ours; the other rules went on.',
  'unreadable-file': 'A file was passed over.',
  configuration: 'A setting in db-architect.jsonc was not understood.',
};
