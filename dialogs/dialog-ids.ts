export const rootDialogId = 'root';
export const didYouMeanId = 'did-you-mean';
export const formDialogId = 'form';
