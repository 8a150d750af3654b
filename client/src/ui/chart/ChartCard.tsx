import { IconChartAreaLine, IconTable } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button.tsx';
import { Card } from '../Page.tsx';

interface ChartCardProps {
  title: string;
  note?: ReactNode;
  /** Stands above picture and table alike, such as what is shown of all. */
  controls?: ReactNode;
  chart: ReactNode;
  /** The same figures as rows and columns. */
  table: ReactNode;
}

/** A picture of figures, and the same as a table for whoever would rather read. */
export function ChartCard({ title, note, controls, chart, table }: ChartCardProps) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  return (
    <Card
      title={title}
      note={note}
      right={
        <Button
          tone="quiet"
          size="small"
          icon={isTable ? IconChartAreaLine : IconTable}
          aria-label={t(isTable ? 'common.chart.asPicture' : 'common.chart.asTable', { title })}
          onClick={() => setTable(!isTable)}
        />
      }
    >
      {controls}
      {isTable ? table : chart}
    </Card>
  );
}
