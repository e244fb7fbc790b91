namespace Broadsheet;

/// <summary>
/// Letters without their marks: <c>é</c> becomes <c>e</c>. The runtime's own normalisation does nothing under invariant
/// globalisation, which we run with so that every machine prints the same; hence tables of our own (Unicode canonical
/// decompositions, marks dropped).
/// </summary>
public static class Diacritics
{
    private const char LatinStart = '\u00C0';
    private const char VietnameseStart = '\u1E00';
    private const char GreekStart = '\u0386';

    private const string Latin =
        "AAAAAAÆCEEEEIIIIÐNOOOOO×ØUUUUYÞßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy" +
        "AaAaAaCcCcCcCcDdĐđEeEeEeEeEeGgGgGgGgHhĦħIiIiIiIiIıĲĳJjKkĸLlLlLlĿ" +
        "ŀŁłNnNnNnŉŊŋOoOoOoŒœRrRrRrSsSsSsSsTtTtŦŧUuUuUuUuUuUuWwYyYZzZzZzſ" +
        "ƀƁƂƃƄƅƆƇƈƉƊƋƌƍƎƏƐƑƒƓƔƕƖƗƘƙƚƛƜƝƞƟOoƢƣƤƥƦƧƨƩƪƫƬƭƮUuƱƲƳƴƵƶƷƸƹƺƻƼƽƾƿ" +
        "ǀǁǂǃǄǅǆǇǈǉǊǋǌAaIiOoUuUuUuUuUuǝAaAaÆæǤǥGgKkOoOoƷʒjǱǲǳGgǶǷNnAaÆæØø" +
        "AaAaEeEeIiIiOoOoRrRrUuUuSsTtȜȝHhȠȡȢȣȤȥAaEeOoOoOoOoYyȴȵȶȷȸȹȺȻȼȽȾȿ" +
        "ɀɁɂɃɄɅɆɇɈɉɊɋɌɍɎɏ";

    private const string Vietnamese =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm" +
        "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv" +
        "WwWwWwWwWwXxXxYyZzZzZzhtwyẚſẜẝẞẟAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe" +
        "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYyỺỻỼỽỾỿ";

    private const string Greek =
        "Α·ΕΗΙ΋Ο΍ΥΩιΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ΢ΣΤΥΦΧΨΩΙΥαεηιυαβγδεζηθικλμνξοπρςστυ" +
        "φχψωιυουωϏ";

    /// <summary>The letter without its mark, or the character itself. Keeps the case.</summary>
    public static char Without(char c) => c switch
    {
        < LatinStart => c,
        < (char)(LatinStart + 400) => Latin[c - LatinStart],
        >= GreekStart and < (char)(GreekStart + 74) => Greek[c - GreekStart],
        'ё' => 'е',
        'Ё' => 'Е',
        >= VietnameseStart and < (char)(VietnameseStart + 256) => Vietnamese[c - VietnameseStart],
        _ => c,
    };

    /// <summary>Whether the character is a mark that stands on the letter before it.</summary>
    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or >= '\u1AB0' and <= '\u1AFF' or >= '\u1DC0' and <= '\u1DFF' or >= '\u20D0' and <= '\u20FF';
}
