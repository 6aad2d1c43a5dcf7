import ts from 'typescript'

/**
 * `@Field(() => B) b!: B` writes B into the class's metadata, which crashes at load when B comes
 * later in the import order. `b!: Ref<B>` does not, because an alias leaves no value behind.
 */
export const refForObjectFields = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      bare: 'write `{{name}}: Ref<{{type}}>`: a bare class here is read at load, before it may exist',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices
    const isClass = (node) => {
      const symbol = services.getTypeAtLocation(node).getSymbol()
      return Boolean(symbol && symbol.flags & ts.SymbolFlags.Class)
    }
    const isField = ({ expression }) =>
      expression.type === 'CallExpression' && expression.callee.name === 'Field'
    return {
      PropertyDefinition(node) {
        const annotation = node.typeAnnotation?.typeAnnotation
        if (annotation?.type !== 'TSTypeReference' || annotation.typeArguments) return
        if (!node.decorators.some(isField) || !isClass(annotation)) return
        const { name: type } = annotation.typeName
        context.report({
          node: annotation,
          messageId: 'bare',
          data: { name: context.sourceCode.getText(node.key), type },
        })
      },
    }
  },
}
