import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { PaintProvider } from '../../src/components/paint-context.tsx';
import { Row, Rows } from '../../src/components/row.tsx';
import { painter, span } from '../../src/terminal/line.ts';

const plain = painter({ colour: false });

describe('a row', () => {
  it('draws its spans side by side', () => {
    const { lastFrame } = render(
      <PaintProvider value={plain}>
        <Row line={[span('running 2/4', 'alarm'), span(': '), span('no capacity', 'muted')]} />
      </PaintProvider>,
    );
    expect(lastFrame()).toBe('running 2/4: no capacity');
  });

  it('is cut at the edge of the terminal, and never becomes two', () => {
    const { lastFrame } = render(
      <PaintProvider value={plain}>
        <Rows lines={[[span('x'.repeat(300))], [span('below')]]} />
      </PaintProvider>,
    );
    const lines = lastFrame()?.split('\n') ?? [];
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^x{99}/);
    expect(lines[1]).toBe('below');
  });
});
