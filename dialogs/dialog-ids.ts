export const rootDialogId = 'root';
export const didYouMeanId = 'did-you-mean';
export const whichMatterId = 'which-matter';
export const formDialogId = 'form';
