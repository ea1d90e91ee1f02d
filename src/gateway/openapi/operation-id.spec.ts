import { operationIdOf } from './operation-id.js';

it.each([
  ['get', '/api/v1/shows', 'listShows'],
  ['get', '/api/v1/shows/{id}', 'getShow'],
  ['post', '/api/v1/shows/generate', 'generateShow'],
  ['post', '/api/v1/shows/{id}/cancel', 'cancelShow'],
  ['get', '/api/v1/shows/stats', 'getShowStats'],
  ['get', '/api/v1/shows/styles', 'listShowStyles'],
  ['get', '/api/v1/shows/{id}/files/{name}', 'getShowFile'],
  ['head', '/api/v1/shows/{id}/files/{name}', 'headShowFile'],
  ['get', '/api/v1/shows/{id}/dashboard', 'getShowDashboard'],
  ['get', '/dashboard/{id}', 'getDashboard'],
  ['get', '/api/v1/presets', 'listPresets'],
  ['get', '/api/v1/data/presets', 'listDataPresets'],
  ['post', '/api/v1/data/presets', 'createDataPreset'],
  ['patch', '/api/v1/presets/{name}', 'changePreset'],
  ['get', '/api/v1/speakers/by-language/{language}', 'listSpeakersByLanguage'],
  ['get', '/api/v1/content/news', 'getContentNews'],
  ['get', '/api/v1/content/stories', 'listContentStories'],
  ['post', '/api/v1/content/script', 'createContentScript'],
  ['post', '/api/v1/content/process', 'processContent'],
  ['post', '/api/v1/data/config/reload', 'reloadDataConfig'],
  ['post', '/api/v1/database/cache/clear', 'clearDatabaseCache'],
  ['post', '/api/v1/http/breakers/reset', 'resetHttpBreaker'],
  ['post', '/api/v1/queues/{name}/pause', 'pauseQueue'],
  ['get', '/performance/audio-optimizer', 'getPerformanceAudioOptimizer'],
  ['get', '/services/status', 'getServiceStatus'],
  ['get', '/livez', 'getLivez'],
])('%s %s is %s', (method, path, id) => {
  expect(operationIdOf(method, path)).toBe(id);
});
