/** An answer of the server in the chat: part by part, with its places as links and the files it rests on. */
import * as vscode from 'vscode';
import type { Consulted } from '../../../server/src/protocol.ts';
import { joinLines } from './join-lines.ts';
import { linkPlaces } from './link-places.ts';

export function showConsulted({ parts, places }: Consulted, stream: vscode.ChatResponseStream): void {
  for (const uri of new Set(places.map((place) => place.uri))) stream.reference(vscode.Uri.parse(uri));
  for (const { markdown } of parts) stream.markdown(`${linkPlaces(joinLines(markdown), places)}\n\n`);
}
