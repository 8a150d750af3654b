import { ApiOkResponse } from '@nestjs/swagger';

/** Describes an answer that is not JSON: a page, a picture, figures. */
export const AnswersWith = (type: string): MethodDecorator =>
  ApiOkResponse({
    description: 'Done.',
    content: {
      [type]: { schema: { type: 'string', ...(type.startsWith('image/') && { format: 'binary' }) } },
    },
  });
