/**
 * Says what is being done. Before the answer in the chat; once text of it is there in the status bar, because VS Code
 * folds text that has steps behind it away with them.
 */
import * as vscode from 'vscode';

export class StepProgress implements vscode.Disposable {
  readonly #stream: vscode.ChatResponseStream;
  #hasText = false;
  #message: vscode.Disposable | undefined;

  constructor(stream: vscode.ChatResponseStream) {
    this.#stream = stream;
  }

  report(text: string): void {
    if (!this.#hasText) {
      this.#stream.progress(text);
      return;
    }
    this.#message?.dispose();
    this.#message = vscode.window.setStatusBarMessage(`$(loading~spin) @architect: ${text}`);
  }

  markdown(text: string): void {
    this.#hasText ||= text.trim() !== '';
    this.#stream.markdown(text);
  }

  dispose(): void {
    this.#message?.dispose();
  }
}
