import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '#platform/access';
import { type ExpositionFormat, Meters } from '#platform/metrics';

@ApiTags('performance')
@Needs('operator')
@Controller()
export class MetricsController {
  constructor(private readonly meters: Meters) {}

  /** What this process measures, for Prometheus: text 0.0.4, or OpenMetrics 1.0 to who accepts it. */
  @Get(['metrics', 'performance/prometheus'])
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept')
  @ApiProduces('text/plain', 'application/openmetrics-text')
  async scrape(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { contentType, body } = await this.meters.exposition(formatOf(accept));
    void reply.type(contentType);
    return body;
  }
}

/** What is weighed more; text where both are welcome alike. Prometheus asks for OpenMetrics first. */
export function formatOf(accept = ''): ExpositionFormat {
  const weights = { text: 0, openmetrics: 0 };
  for (const part of accept.split(',')) {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const weight = weightOf(parameters);
    if (type === 'application/openmetrics-text' && isReadable(parameters))
      weights.openmetrics = Math.max(weights.openmetrics, weight);
    if (['text/plain', 'text/*', '*/*'].includes(type))
      weights.text = Math.max(weights.text, weight);
  }
  return weights.openmetrics > weights.text ? 'openmetrics' : 'text';
}

/** Only version 1.0.0 is written here; 0.0.1 is read alike. */
function isReadable(parameters: readonly string[]): boolean {
  const version = parameters.find((one) => one.startsWith('version='));
  return version === undefined || /^version="?(1\.0\.0|0\.0\.1)"?$/.test(version);
}

function weightOf(parameters: readonly string[]): number {
  const said = parameters.find((one) => one.startsWith('q='));
  const weight = said === undefined ? 1 : Number(said.slice(2));
  return Number.isFinite(weight) ? weight : 0;
}
