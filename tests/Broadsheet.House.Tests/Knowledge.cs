using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Broadsheet.House.Tests;

/// <summary>
/// Who knows whom, read from the IL. Source is not enough: a reference may hide in a lambda, an async method or an
/// async iterator, whose bodies the compiler moves into nested types.
/// </summary>
internal static class Knowledge
{
    /// <summary>All pairs (using type, used type) of our own types in an assembly, nested types counted as their outermost.</summary>
    public static IReadOnlyList<(TypeReference From, TypeReference To)> Of(string assembly)
    {
        var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        return
        [
            .. module.GetTypes()
                .Where(type => type.FullName.StartsWith("Broadsheet.", StringComparison.Ordinal))
                .SelectMany(type => UsedBy(type).Where(IsOurs).Select(used => (From: Outermost(type), To: Outermost(used))))
                .Where(pair => pair.From.FullName != pair.To.FullName)
                .DistinctBy(pair => (pair.From.FullName, pair.To.FullName))
                .OrderBy(pair => pair.From.FullName, StringComparer.Ordinal)
                .ThenBy(pair => pair.To.FullName, StringComparer.Ordinal),
        ];
    }

    /// <summary>The assemblies of ours that an assembly refers to.</summary>
    public static IReadOnlyList<string> References(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        return
        [
            .. module.AssemblyReferences.Select(reference => reference.Name)
                .Where(name => name.StartsWith("Broadsheet.", StringComparison.Ordinal) || name == "broadsheet")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> direct =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Properties.Select(property => property.PropertyType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.Methods.SelectMany(UsedBy),
        ];
        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(UsedBy) : [],
    ];

    private static IEnumerable<TypeReference?> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static bool IsOurs(TypeReference type) => Outermost(type).Namespace.StartsWith("Broadsheet", StringComparison.Ordinal);

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
