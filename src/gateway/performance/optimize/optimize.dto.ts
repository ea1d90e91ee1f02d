import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Figures, Optimised } from './optimizer.js';

export class OptimizeDto {
  /** `cache`, `memory`, `connections`, `audio` or `queue`; 400 for any other. */
  @IsString()
  @MaxLength(50)
  readonly component!: string;

  /** `clear`, `warm`, `gc`, `health_check` or `trim`; 400 where the component has no such action. */
  @IsString()
  @MaxLength(50)
  readonly action!: string;

  /** `cache` (a name, 404 where there is none) for `clear`, `pattern` ("query:*") for `warm`; 400 for any other. */
  @IsOptional()
  @IsObject()
  readonly parameters?: Record<string, unknown>;
}

const FIGURES = { type: 'object', additionalProperties: true } as const;

export class OptimizedDto {
  readonly component: string;
  readonly action: string;
  readonly success: boolean;
  readonly message: string;
  /** The figures the action is for, before it. */
  @ApiProperty(FIGURES)
  readonly before: Figures;
  /** The same, after it. */
  @ApiProperty(FIGURES)
  readonly after: Figures;

  constructor({ component, action }: OptimizeDto, done: Optimised) {
    this.component = component;
    this.action = action;
    this.success = done.isSuccess;
    this.message = done.message;
    this.before = done.before;
    this.after = done.after;
  }
}
