/** Names of dialogs as they stand in kept state: never rename one while a conversation may be in it. */
export const rootDialogId = 'root';
export const didYouMeanId = 'did-you-mean';
