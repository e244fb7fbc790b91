using System.Text.Json;

namespace Broadsheet.Publishing.Tests.StaticApi;

/// <summary>What a client declares of one value; see <see cref="ClientTests"/> for the letters.</summary>
internal sealed record ClientModel(char Kind, bool BearsNull, IReadOnlyDictionary<string, ClientModel> Fields, ClientModel? Items)
{
    private static readonly Dictionary<string, ClientModel> NoFields = [];

    public static ClientModel Read(string text)
    {
        var at = 0;
        return Read(text, ref at);
    }

    /// <summary>What the client cannot bear, or null.</summary>
    public string? Check(JsonElement? value, string path)
    {
        if (value is not { } here || here.ValueKind == JsonValueKind.Null)
            return BearsNull || Kind == 'x' ? null : $"{path} is null";
        return Kind switch
        {
            '{' when here.ValueKind != JsonValueKind.Object => $"{path} is no object",
            '{' => Fields.Select(field => field.Value.Check(here.TryGetProperty(field.Key, out var inner) ? inner : null, $"{path}.{field.Key}")).FirstOrDefault(complaint => complaint is not null),
            '[' when here.ValueKind != JsonValueKind.Array => $"{path} is no list",
            '[' => here.EnumerateArray().Select((item, i) => Items!.Check(item, $"{path}[{i}]")).FirstOrDefault(complaint => complaint is not null),
            's' => here.ValueKind == JsonValueKind.String ? null : $"{path} is no text",
            'D' => here.ValueKind == JsonValueKind.String && here.TryGetDateTimeOffset(out _) ? null : $"{path} is no date",
            'i' => here.ValueKind == JsonValueKind.Number && here.TryGetInt32(out _) && !here.GetRawText().Contains('.', StringComparison.Ordinal) ? null : $"{path} is no whole number",
            'd' => here.ValueKind == JsonValueKind.Number && here.GetRawText().Contains('.', StringComparison.Ordinal) ? null : $"{path} has no point",
            'b' => here.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{path} is no truth",
            'x' => $"{path} is not null",
            _ => null,
        };
    }

    private static ClientModel Read(string text, ref int at)
    {
        var kind = text[at++];
        Dictionary<string, ClientModel> fields = [];
        ClientModel? items = null;
        if (kind == '{')
        {
            while (text[at] != '}')
            {
                var colon = text.IndexOf(':', at);
                var name = text[at..colon];
                at = colon + 1;
                fields.Add(name, Read(text, ref at));
                if (text[at] == ',')
                    at++;
            }

            at++;
        }
        else if (kind == '[')
        {
            items = Read(text, ref at);
            at++;
        }

        var bearsNull = at < text.Length && text[at] == '?';
        if (bearsNull)
            at++;
        return new ClientModel(kind, bearsNull, fields.Count > 0 ? fields : NoFields, items);
    }
}
