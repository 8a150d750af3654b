import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { SlaPreviewAnswer } from '@visavis/shared/api/sla';
import { Requires } from '../platform/http/decorators.ts';
import { SlaPreviewDto } from './sla-preview.dto.ts';
import { previewSla } from './sla-preview.ts';

@Controller('api/sla')
export class SlaPreviewController {
  /** When a target would be due, or how much open time lies between two instants. Nothing is stored. */
  @Post('preview')
  @HttpCode(200)
  @Requires('conversation.read')
  preview(@Body() request: SlaPreviewDto): SlaPreviewAnswer {
    return previewSla(request);
  }
}
