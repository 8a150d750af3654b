import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { findPersonalData, type PersonalDataFinding } from '@visavis/shared/text/personal-data';
import { loadTextMeasure } from '@visavis/shared/text/measure-text';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { Requires } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { MeasureTextDto, ScanDto } from './replies.dto.ts';

/** Answers about texts, without any state: the composer and integrations ask the same functions that guard sending. */
@Controller('api')
@Requires('conversation.read')
export class TextController {
  constructor(private readonly organisation: OrganisationService) {}

  /** How long a text is as one network counts. @throws DomainError `invalid` for a network that nobody has taught us */
  @Post('text/measure')
  @HttpCode(HttpStatus.OK)
  async measure(
    @Body() { network, text, options }: MeasureTextDto,
  ): Promise<{ length: number; limit: number | null; fits: boolean }> {
    const measure = await loadTextMeasure(network);
    if (measure === null) {
      const field = { field: 'network', message: 'is not a network we can count for' };
      throw new DomainError('invalid', { fields: [field] }, `${field.field} ${field.message}.`);
    }
    const { length, limit, fits } = measure(text, options);
    return { length, limit, fits };
  }

  /** Personal data in a text, with offsets in UTF-16 units. */
  @Post('privacy/scan')
  @HttpCode(HttpStatus.OK)
  async scan(@Body() { text }: ScanDto): Promise<{ findings: PersonalDataFinding[] }> {
    const organisation = await this.organisation.find();
    return {
      findings: findPersonalData(text, { customerNumberPattern: organisation?.customerNumberPattern }),
    };
  }
}
