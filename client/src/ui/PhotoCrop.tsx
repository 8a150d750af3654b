import { useState } from 'react';
import Cropper, { type Area } from 'react-easy-crop';
import 'react-easy-crop/react-easy-crop.css';
import styles from './PhotoCrop.module.css';

/** A square of a picture, in shares of it: edges in widths and heights, the side in shorter sides. */
export interface SquareShare {
  x: number;
  y: number;
  size: number;
}

interface PhotoCropProps {
  src: string;
  /** What the area is called for screen readers. */
  label: string;
  zoomLabel: string;
  onChange: (crop: SquareShare) => void;
  /** The browser cannot show the file. */
  onUnreadable: () => void;
}

const ZOOM = { min: 1, max: 5, step: 0.05 } as const;
/** How far an arrow key moves the picture, in pixels. */
const KEY_STEP = 8;

/** A round window over a picture: dragged, zoomed by wheel, pinch or slider, and moved with the arrow keys. */
export function PhotoCrop({ src, label, zoomLabel, onChange, onUnreadable }: PhotoCropProps) {
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState<number>(ZOOM.min);
  // In hundredths of width and height; a side measured by the shorter of both is the larger number.
  const settle = ({ x, y, width, height }: Area) => {
    if ([x, y, width, height].every(Number.isFinite))
      onChange({ x: share(x), y: share(y), size: Math.max(0.01, share(Math.max(width, height))) });
  };
  return (
    <>
      <div className={styles.window}>
        <Cropper
          image={src}
          crop={crop}
          zoom={zoom}
          aspect={1}
          cropShape="round"
          showGrid={false}
          minZoom={ZOOM.min}
          maxZoom={ZOOM.max}
          keyboardStep={KEY_STEP}
          disableAutomaticStylesInjection
          cropperProps={{ 'aria-label': label, role: 'group' }}
          mediaProps={{ alt: '', onError: onUnreadable }}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropAreaChange={settle}
        />
      </div>
      <label className={styles.zoom}>
        <span>{zoomLabel}</span>
        <input
          type="range"
          {...ZOOM}
          value={zoom}
          onChange={(event) => setZoom(Number(event.currentTarget.value))}
        />
      </label>
    </>
  );
}

const share = (hundredths: number) => Math.min(1, Math.max(0, hundredths / 100));
