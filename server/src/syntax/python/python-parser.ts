import { parser } from '@lezer/python';

/** The parser of Python. The bundles unpack its tables with the first call, and keep none of them where there is no Python. */
export function pythonParser(): typeof parser {
  return parser;
}
