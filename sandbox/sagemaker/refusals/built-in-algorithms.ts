/** Repositories of SageMaker's own algorithms, whose metrics are fixed. */
const builtIn =
  /\/(sagemaker-xgboost|xgboost|linear-learner|kmeans|knn|pca|factorization-machines|image-classification|object-detection|semantic-segmentation|blazingtext|seq2seq|object2vec|ntm|lda|randomcutforest|forecasting-deepar|ipinsights)(:|$)/;

/** Whether an image holds one of SageMaker's own algorithms. */
export function isBuiltIn(image: string | undefined): boolean {
  return image !== undefined && builtIn.test(image);
}
