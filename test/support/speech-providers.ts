import { HttpClient, HttpEngine } from '#platform/http';

/** The one HTTP client as the app has it, but for the waits nobody wants in a test. */
export function impatientHttp(): HttpClient {
  return HttpClient.over(
    new HttpEngine(
      { connectionsMax: 20, originConcurrencyMax: 20, allowedPrivateHosts: [] },
      { retryBaseMs: 5, breakerOpenMs: 300 },
    ),
  );
}
