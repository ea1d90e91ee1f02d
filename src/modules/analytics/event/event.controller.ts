import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { AcceptedEventsDto, eventsOf, NewEventsDto } from './event.dto.js';
import { EventService } from './event.service.js';

@ApiTags('analytics')
@Needs('listener')
@Controller('analytics/events')
export class EventController {
  constructor(private readonly events: EventService) {}

  /** Keeps one event, or up to 500. They are in the database when this is answered; 503 means: send them again. */
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  async add(@Body() dto: NewEventsDto): Promise<AcceptedEventsDto> {
    const events = eventsOf(dto, new Date());
    await this.events.take(events);
    return { accepted: events.length };
  }
}
