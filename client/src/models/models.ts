/** Everything that reaches an endpoint. A bundle of its own: loaded when a model is set up or asked. */
export { removeModel } from './remove-model.ts';
export { respond } from './respond.ts';
export { setUpModel } from './set-up-model.ts';
