namespace HarbourGazette.Make.Drawing;

/// <summary>What stands about in a harbour town: boats, houses, cranes, gulls, people. Each is drawn from its foot.</summary>
internal static class Things
{
    public static void Trawler(this Easel easel, float x, float y, float scale, string hull)
    {
        var c = easel.Colours;
        easel.Stroke("M-54 -30 L-54 -168 M-54 -160 L-128 -62 M-54 -160 L30 -92 M70 -40 L70 -112", c.Ink, 4, x, y, scale);
        easel.Shape("M-14 -38 L-14 -98 L58 -98 L66 -42 Z", c.Wall, x, y, scale);
        easel.Shape("M-20 -98 L62 -98 L62 -108 L-20 -108 Z", c.Roof, x, y, scale);
        easel.Shape("M-2 -88 h18 v20 h-18 Z M24 -88 h22 v20 h-22 Z", c.Ink, x, y, scale);
        easel.Shape("M-128 -34 L96 -40 L142 -66 L104 18 L-108 18 Z", hull, x, y, scale);
        easel.Shape("M-112 2 L112 -2 L104 18 L-108 18 Z", c.Ink, x, y, scale);
        easel.Shape("M-126 -34 L96 -40 L140 -66 L137 -58 L97 -31 L-124 -26 Z", c.Foam, x, y, scale);
        Wake(easel, x, y, scale, 130);
    }

    public static void Lifeboat(this Easel easel, float x, float y, float scale)
    {
        var c = easel.Colours;
        easel.Stroke("M-8 -78 L-8 -140 M-26 -122 L10 -122", c.Ink, 4, x, y, scale);
        easel.Shape("M-92 -30 L-66 -80 L34 -80 L74 -36 Z", "F26B21", x, y, scale);
        easel.Shape("M-54 -70 h26 v22 h-38 Z M-20 -70 h24 v22 h-24 Z M12 -70 h18 l20 22 h-38 Z", "DDF1F8", x, y, scale);
        easel.Shape("M-122 -28 Q0 -22 138 -52 L104 16 L-104 16 Z", "16386B", x, y, scale);
        easel.Shape("M-122 -28 Q0 -22 138 -52 L132 -42 Q0 -10 -118 -16 Z", "D7263D", x, y, scale);
        Wake(easel, x, y, scale, 150);
    }

    public static void Sailboat(this Easel easel, float x, float y, float scale, string sail)
    {
        var c = easel.Colours;
        easel.Rule(x, y - (10 * scale), x, y - (150 * scale), c.Ink, 4 * scale);
        easel.Shape("M6 -146 L6 -26 L74 -26 Z", sail, x, y, scale);
        easel.Shape("M-6 -130 L-6 -26 L-52 -26 Z", c.Foam, x, y, scale);
        easel.Shape("M-66 -18 L80 -18 Q64 12 40 14 L-40 14 Q-60 8 -66 -18 Z", c.Roof, x, y, scale);
        Wake(easel, x, y, scale, 70);
    }

    public static void Liner(this Easel easel, float x, float y, float scale, string hull, int decks)
    {
        var c = easel.Colours;
        for (var deck = 0; deck < decks; deck++)
        {
            var top = -62 - ((deck + 1) * 34);
            var inset = deck * 26;
            easel.Shape($"M{-270 + inset} {top} H{230 - (inset * 1.4f)} l24 34 H{-270 + inset} Z", deck % 2 == 0 ? c.Foam : c.Wall, x, y, scale);
            for (var window = -250 + inset; window < 214 - (inset * 1.4f); window += 30)
                easel.Shape($"M{window} {top + 11} h16 v12 h-16 Z", c.IsDark() ? c.Light : c.Ink, x, y, scale);
        }
        var roof = -62 - (decks * 34);
        easel.Shape($"M-120 {roof} l10 -62 h58 l-6 62 Z", c.Accent, x, y, scale);
        easel.Shape($"M-111 {roof - 56} h58 l-2 18 h-59 Z", c.Ink, x, y, scale);
        easel.Shape("M-300 -64 L300 -64 L352 -84 L292 22 L-272 22 Z", hull, x, y, scale);
        easel.Shape("M-282 -2 L318 -2 L292 22 L-272 22 Z", c.Roof, x, y, scale);
        Wake(easel, x, y, scale, 320);
    }

    public static void Lighthouse(this Easel easel, float x, float y, float scale, bool banded)
    {
        var c = easel.Colours;
        easel.Shape("M-160 30 Q-120 -30 -60 -26 Q0 -44 70 -22 Q140 -18 170 30 Z", c.LandNear, x, y, scale);
        easel.Shape("M-44 -20 L-27 -290 L27 -290 L44 -20 Z", "F7F3EA", x, y, scale);
        if (banded)
            easel.Shape("M-40.6 -75 L-37.2 -130 L37.2 -130 L40.6 -75 Z M-33.8 -184 L-30.4 -238 L30.4 -238 L33.8 -184 Z", "C8312B", x, y, scale);
        easel.Shape("M-36 -290 h72 v-10 h-72 Z", c.Ink, x, y, scale);
        easel.Shape("M-22 -300 h44 v-40 h-44 Z", c.Light, x, y, scale);
        easel.Shape("M-28 -340 L0 -374 L28 -340 Z", c.Roof, x, y, scale);
        easel.Shape("M-9 -20 v-34 a9 9 0 0 1 18 0 v34 Z", c.Ink, x, y, scale);
    }

    public static void House(this Easel easel, float x, float y, float width, float height, string wall, string roof)
    {
        var c = easel.Colours;
        easel.Box(x, y - height, width, height, wall);
        easel.Shape($"M-8 0 L{width / 2} {-width * 0.42f} L{width + 8} 0 Z", roof, x, y - height);
        easel.Box(x + (width * 0.7f), y - height - (width * 0.34f), width * 0.12f, width * 0.3f, c.Roof);
        var lit = c == Palette.Night || c == Palette.Dusk || c == Palette.Storm;
        for (var row = 0; row < Math.Max(1, (int)(height / 62)); row++)
        {
            for (var column = 0; column < Math.Max(1, (int)(width / 46)); column++)
            {
                var colour = lit && easel.Dice.Next() < 0.6f ? c.Light : c.Ink;
                easel.Box(x + 14 + (column * 46), y - height + 16 + (row * 58), 22, 30, colour, 2);
            }
        }
    }

    /// <summary>A row of houses in the colours of a fishing town.</summary>
    public static void Terrace(this Easel easel, float from, float to, float y, float height)
    {
        string[] walls = easel.Colours == Palette.Night || easel.Colours == Palette.Storm
            ? [easel.Colours.Wall, easel.Colours.LandFar, easel.Colours.Roof]
            : [easel.Colours.Wall, "E9C46A", "E2A38E", "A9C5C9", "F0EAD6", "C9B1BD"];
        for (var x = from; x < to;)
        {
            var width = easel.Dice.Between(74, 122);
            easel.House(x, y, width - 4, height * easel.Dice.Between(0.75f, 1.2f), easel.Dice.Pick(walls), easel.Dice.Coin() ? easel.Colours.Roof : easel.Colours.LandNear);
            x += width;
        }
    }

    /// <summary>A stone quay with bollards, from its upper edge down.</summary>
    public static void Quay(this Easel easel, float from, float to, float y, float height)
    {
        var c = easel.Colours;
        easel.Box(from, y, to - from, height, Mix(c.LandNear, c.Wall));
        easel.Box(from, y, to - from, 12, c.Wall);
        for (var row = 0; row < height / 30; row++)
        {
            easel.Rule(from, y + 14 + (row * 30), to, y + 14 + (row * 30), c.LandNear, 2);
            for (var x = from + (row % 2 * 36); x < to; x += 72)
                easel.Rule(x, y + 14 + (row * 30), x, y + 44 + (row * 30), c.LandNear, 2);
        }
        for (var x = from + 50; x < to - 30; x += 190)
        {
            easel.Box(x - 8, y - 20, 16, 22, c.Ink, 4);
            easel.Box(x - 13, y - 24, 26, 9, c.Ink, 4);
        }
    }

    public static void Crane(this Easel easel, float x, float y, float scale, string colour)
    {
        easel.Stroke("M-46 0 L-26 -220 L26 -220 L46 0 M-40 -60 H40 M-34 -120 H34 M-30 -170 H30 M-40 -60 L34 -120 M40 -60 L-34 -120 M-34 -120 L30 -170 M34 -120 L-30 -170", colour, 7, x, y, scale);
        easel.Shape("M-44 -268 h84 v50 h-84 Z", colour, x, y, scale);
        easel.Shape("M-4 -258 h34 v26 h-34 Z", easel.Colours.Light, x, y, scale);
        easel.Stroke("M20 -262 L290 -400 M20 -230 L290 -400 M-30 -268 L-10 -340 L290 -400 M-10 -340 L-44 -262 M90 -298 L94 -262 M160 -334 L164 -310 M226 -368 L230 -348", colour, 6, x, y, scale);
        easel.Stroke("M288 -398 L288 -190", easel.Colours.Ink, 3, x, y, scale);
        easel.Shape("M276 -190 h24 v26 h-24 Z", easel.Colours.Ink, x, y, scale);
    }

    public static void Tree(this Easel easel, float x, float y, float scale, string leaf)
    {
        easel.Shape("M-10 0 L-6 -110 L6 -110 L12 0 Z", "6B4A36", x, y, scale);
        foreach (var (dx, dy, r) in new[] { (0f, -180f, 74f), (-46f, -140f, 52f), (48f, -142f, 54f), (0f, -120f, 50f) })
            easel.Disc(x + (dx * scale), y + (dy * scale), r * scale, leaf);
        easel.Disc(x - (24 * scale), y - (200 * scale), 26 * scale, easel.Colours.Foam, 50);
    }

    public static void Gull(this Easel easel, float x, float y, float scale, string colour) =>
        easel.Shape("M0 0 C-24 -34 -60 -40 -96 -22 C-62 -26 -34 -10 -14 14 L0 22 L14 14 C34 -10 62 -26 96 -22 C60 -40 24 -34 0 0 Z", colour, x, y, scale);

    public static void Person(this Easel easel, float x, float y, float scale, string coat)
    {
        easel.Shape("M-13 0 L-11 -46 L11 -46 L13 0 L4 0 L0 -34 L-4 0 Z", easel.Colours.Ink, x, y, scale);
        easel.Shape("M-19 -38 Q-22 -92 0 -94 Q22 -92 19 -38 Z", coat, x, y, scale);
        easel.Disc(x, y - (108 * scale), 15 * scale, Skins[easel.Dice.Below(Skins.Length)]);
        easel.Shape("M-15 -110 Q-16 -126 0 -126 Q16 -126 15 -110 Z", easel.Dice.Coin() ? easel.Colours.Ink : easel.Colours.Accent, x, y, scale);
    }

    /// <summary>A few people in a row, each different.</summary>
    public static void Crowd(this Easel easel, float from, float to, float y, float scale)
    {
        string[] coats = [easel.Colours.Accent, easel.Colours.Roof, "2A6F97", "E9C46A", "5F7A61", "8E6C8A"];
        for (var x = from; x < to; x += easel.Dice.Between(34, 74) * scale)
            easel.Person(x, y + easel.Dice.Between(-5, 5), scale * easel.Dice.Between(0.78f, 1.08f), easel.Dice.Pick(coats));
    }

    public static void Bunting(this Easel easel, float x1, float y1, float x2, float y2)
    {
        string[] flags = ["E63946", "F1C453", "2A9D8F", "F4F1DE", "3D5A80"];
        var sag = 50;
        easel.Stroke($"M{x1} {y1} Q{(x1 + x2) / 2} {((y1 + y2) / 2) + sag} {x2} {y2}", easel.Colours.Ink, 3);
        for (var i = 1; i < 14; i++)
        {
            var t = i / 14f;
            var x = x1 + ((x2 - x1) * t);
            var y = (((1 - t) * (1 - t)) * y1) + (2 * t * (1 - t) * (((y1 + y2) / 2) + sag)) + (t * t * y2);
            easel.Shape("M-15 0 L15 0 L0 32 Z", flags[i % flags.Length], x, y);
        }
    }

    private static readonly string[] Skins = ["F1C9A5", "C68E63", "8D5A3C", "E0AC86"];

    // After dark the windows are what one sees of a ship.
    private static bool IsDark(this Palette palette) => palette == Palette.Night || palette == Palette.Dusk;

    private static string Mix(string a, string b)
    {
        var mixed = Easel.Blend(Palette.Colour(a), Palette.Colour(b), 0.35f);
        return $"{mixed.Red:X2}{mixed.Green:X2}{mixed.Blue:X2}";
    }

    private static void Wake(Easel easel, float x, float y, float scale, float half)
    {
        easel.Oval(x, y + (18 * scale), half * scale, 9 * scale, easel.Colours.Foam, 130);
        easel.Oval(x - (half * 0.5f * scale), y + (26 * scale), half * 0.8f * scale, 5 * scale, easel.Colours.Foam, 90);
    }
}
