export { AddressRefused, isPublicAddress } from './address-guard.js';
export { HttpClient, type HttpRequest, type HttpResponse, Unreachable } from './http-client.js';
export { OutsideHttpModule } from './http.module.js';
export { HttpSettings } from './http.settings.js';
