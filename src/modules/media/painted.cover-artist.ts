import { Injectable } from '@nestjs/common';
import { createCanvas } from '@napi-rs/canvas';
import { type Cover, CoverArtist, type CoverRequest } from './cover-artist.js';

const SIDE_PX = 1500;

@Injectable()
export class PaintedCoverArtist extends CoverArtist {
  async paint(request: CoverRequest): Promise<Cover> {
    const canvas = createCanvas(SIDE_PX, SIDE_PX);
    const context = canvas.getContext('2d');
    context.fillStyle = '#123a5c';
    context.fillRect(0, 0, SIDE_PX, SIDE_PX);
    context.fillStyle = '#ffffff';
    context.font = '120px sans-serif';
    context.fillText(request.title, 100, 700);
    return { bytes: canvas.toBuffer('image/png'), contentType: 'image/png' };
  }
}
