using System.Reflection;

namespace Broadsheet.Bench.Peers;

/// <summary>How much text an object keeps alive: all strings and arrays of bytes or characters it leads to, each once, in bytes of memory.</summary>
internal static class TextKept
{
    private static readonly Dictionary<Type, FieldInfo[]> Known = [];

    public static long By(object? result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>();
        var sum = 0L;
        Visit(result);
        while (open.TryPop(out var owner))
        {
            if (owner is Array array)
            {
                if (array.GetType().GetElementType() is { IsPrimitive: false })
                {
                    foreach (var member in array)
                        Visit(member);
                }

                continue;
            }

            foreach (var field in FieldsOf(owner.GetType()))
                Visit(field.GetValue(owner));
        }

        return sum;

        void Visit(object? value)
        {
            // Constants of a program are nobody's text.
            if (value is null or Type or MemberInfo or Delegate || value is string literal && ReferenceEquals(string.IsInterned(literal), literal) || !seen.Add(value))
                return;
            if (value is string text)
                sum += text.Length * 2L;
            else if (value is byte[] bytes)
                sum += bytes.Length;
            else if (value is char[] characters)
                sum += characters.Length * 2L;
            else if (!value.GetType().IsPrimitive)
                open.Push(value);
        }
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        if (Known.TryGetValue(type, out var fields))
            return fields;
        var found = new List<FieldInfo>();
        for (var owner = type; owner is not null && owner != typeof(object); owner = owner.BaseType)
        {
            found.AddRange(owner.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => field.FieldType is { IsPrimitive: false, IsEnum: false, IsPointer: false, IsByRefLike: false }));
        }

        return Known[type] = [.. found];
    }
}
