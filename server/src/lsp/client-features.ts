/** What the connected client can do, as far as it changes what the server sends. */
import type { InitializeParams } from 'vscode-languageserver/node';
import { MarkupKind } from 'vscode-languageserver/node';

export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  readonly relatedDocuments: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeDescription: boolean;
  readonly lazyCodeActionEdit: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly snippetEdits: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly prepareRename: boolean;
  readonly markdownHover: boolean;
  readonly progress: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersFileWatchers: boolean;
  readonly workspaceFolders: boolean;
  /** Opens `db-architect-rule:` documents and knows the command that explains a rule. */
  readonly ruleDocuments: boolean;
  /** Wants new findings about a statement only once its typing rests. */
  readonly quietTyping: boolean;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace, window } = capabilities;
  const lazy = textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDocuments: textDocument?.diagnostic?.relatedDocumentSupport ?? false,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    relatedInformation: either(textDocument?.diagnostic, textDocument?.publishDiagnostics, 'relatedInformation'),
    diagnosticTags: either(textDocument?.diagnostic, textDocument?.publishDiagnostics, 'tagSupport'),
    codeDescription: either(textDocument?.diagnostic, textDocument?.publishDiagnostics, 'codeDescriptionSupport'),
    lazyCodeActionEdit: lazy && (textDocument?.codeAction?.dataSupport ?? false),
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    prepareRename: textDocument?.rename?.prepareSupport ?? false,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    progress: window?.workDoneProgress ?? false,
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersFileWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    ruleDocuments: initializationOptions?.ruleDocs === true,
    quietTyping: initializationOptions?.quietTyping === true,
  };
}

/** Clients that know both ways of getting diagnostics state the details under either. */
function either<Name extends string>(
  pull: { readonly [key in Name]?: unknown } | undefined,
  push: { readonly [key in Name]?: unknown } | undefined,
  name: Name,
): boolean {
  return Boolean(pull?.[name] ?? push?.[name]);
}
