namespace Broadsheet.Pages.JsonLd;

/// <summary>A value of a JSON document that was read leniently: text, number or word, list, or object.</summary>
internal sealed class JsonValue
{
    private static readonly IReadOnlyList<JsonValue> s_none = [];

    private readonly List<KeyValuePair<string, JsonValue>>? _members;

    private JsonValue(string? text, IReadOnlyList<JsonValue>? items, List<KeyValuePair<string, JsonValue>>? members)
    {
        Text = text;
        Items = items ?? s_none;
        _members = members;
        IsList = items is not null;
    }

    /// <summary>The characters of a string, or of a number, true or false as written; null for lists, objects and null.</summary>
    public string? Text { get; }

    public IReadOnlyList<JsonValue> Items { get; }

    public bool IsList { get; }

    public bool IsObject => _members is not null;

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members => _members ?? [];

    public static JsonValue OfText(string? text) => new(text, null, null);

    public static JsonValue OfItems(IReadOnlyList<JsonValue> items) => new(null, items, null);

    public static JsonValue OfMembers(List<KeyValuePair<string, JsonValue>> members) => new(null, null, members);

    /// <summary>The first member of that name; null when there is none.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            if (_members is null)
                return null;
            foreach (var (key, value) in _members)
            {
                if (key == name)
                    return value;
            }

            return null;
        }
    }

    /// <summary>The value itself, or the values of the list it is.</summary>
    public IEnumerable<JsonValue> Each() => IsList ? Items : [this];
}
