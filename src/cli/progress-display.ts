import { SingleBar } from 'cli-progress';

/** Shows a person how far a show is. */
export interface ProgressDisplay {
  update(percent: number, stage: string, sentence: string): void;
  end(): void;
}

/** A bar on a terminal, a line for each new sentence elsewhere; both on standard error. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): ProgressDisplay {
  const single = new SingleBar({
    stream,
    format: '{bar} {percentage} %  {stage}  {sentence}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    autopadding: true,
  });
  single.start(100, 0, { stage: 'plan', sentence: 'Starting' });
  return {
    update: (percent, stage, sentence) => {
      single.update(Math.round(percent), { stage: stage.padEnd(8), sentence });
    },
    end: () => {
      single.stop();
    },
  };
}

function lines(stream: NodeJS.WriteStream): ProgressDisplay {
  let last = '';
  return {
    update: (percent, stage, sentence) => {
      // One line a stage: a log is read later, by people who do not wait.
      if (stage === last) return;
      last = stage;
      stream.write(
        `${String(Math.round(percent)).padStart(3)} %  ${stage.padEnd(8)} ${sentence}\n`,
      );
    },
    end: () => undefined,
  };
}
