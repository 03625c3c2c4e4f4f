import { render } from 'preact';
import { RulesPage } from './rules-page.tsx';

const root = document.getElementById('rules');
if (root !== null) render(<RulesPage />, root);
