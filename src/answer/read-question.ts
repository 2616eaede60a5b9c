export { toPlainText as readQuestion } from './plain-text.ts';
