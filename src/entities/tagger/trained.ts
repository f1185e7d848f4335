import { decodeLexicon, type Lexicon } from './lexicon.ts';
import { decodeModel, type Model } from './model.ts';
import { LEXICON, MODEL } from './weights.ts';

export interface Trained {
  readonly lexicon: Lexicon;
  readonly model: Model;
}

let trained: Trained | null = null;

/** Lexicon and model, unpacked on first use: a worker that looks for no names pays nothing. */
export const loadTrained = (): Trained => {
  trained ??= { lexicon: decodeLexicon(LEXICON), model: decodeModel(MODEL) };
  return trained;
};
