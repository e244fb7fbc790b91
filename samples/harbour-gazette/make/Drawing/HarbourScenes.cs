namespace HarbourGazette.Make.Drawing;

/// <summary>The working waterfront: quays, yards, bridges.</summary>
internal static class HarbourScenes
{
    private static readonly string[] Hulls = ["2A6F97", "B23A48", "2F6B4F", "D98E04", "3D405B"];

    public static void Terminal(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(370);
        easel.Hills(372, 110, c.LandFar);
        easel.Sea(370);
        easel.Liner(760, 480, 1.1f, easel.Dice.Pick(["16386B", "B23A48", "22313A"]), 4);
        easel.Quay(-60, 470, 500, 200);
        easel.Shape("M0 0 Q170 -110 400 -40 L400 0 Z", c.Wall, 20, 380);
        easel.Box(20, 378, 400, 124, "CFE6EC");
        for (var x = 20; x <= 420; x += 50)
            easel.Rule(x, 380, x, 500, c.Ink, 5);
        easel.Rule(20, 440, 420, 440, c.Ink, 4);
        easel.Shape("M420 470 L560 432 L564 448 L424 494 Z", c.Ink);
        easel.Crowd(60, 420, 510, 0.6f);
        easel.Swell(600, 16, 190, Palette.Colour(c.SeaNear));
        easel.Gull(560, 120, 0.45f, c.Foam);
    }

    public static void Bridge(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(380);
        easel.Hills(382, 60, c.LandFar);
        easel.Terrace(-20, 330, 420, 130);
        easel.Terrace(900, 1240, 420, 130);
        easel.Sea(420, 0.6f);
        easel.Quay(-40, 300, 420, 260);
        easel.Quay(920, 1240, 420, 260);
        // The span stands open, turned on its pier.
        easel.Box(560, 440, 90, 150, "8A8F94", 6);
        easel.Oval(605, 440, 84, 20, c.Ink);
        var steel = easel.Dice.Pick(["2F6B4F", "1D4E89", "8C2F39"]);
        easel.Canvas.Save();
        easel.Canvas.RotateDegrees(-9, 605, 420);
        easel.Box(300, 402, 610, 26, steel);
        easel.Stroke("M300 402 L420 320 L605 270 L790 320 L910 402 M420 320 V402 M512 295 V402 M605 270 V402 M697 295 V402 M790 320 V402 M420 320 L512 402 M512 295 L605 402 M697 295 L605 402 M790 320 L697 402", steel, 11);
        easel.Box(578, 236, 56, 44, c.Wall);
        easel.Shape("M570 238 L606 210 L642 238 Z", c.Roof);
        easel.Canvas.Restore();
        easel.Sailboat(790, 560, 0.8f, c.Accent);
        easel.Swell(620, 12, 160, Palette.Colour(c.SeaNear));
    }

    public static void Shipyard(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(470);
        easel.Hills(472, 90, c.LandFar);
        easel.Crane(250, 520, 1.05f, c.Accent);
        easel.Box(760, 270, 480, 240, c.LandNear);
        easel.Shape("M740 274 l84 -70 v70 l84 -70 v70 l84 -70 v70 l84 -70 v70 l84 -70 v70 l84 -70 v70 Z", c.Roof);
        for (var x = 800; x < 1200; x += 90)
            easel.Box(x, 330, 54, 70, c.Light, 3);
        var hull = easel.Dice.Pick(Hulls);
        easel.Shape("M-300 -110 L260 -110 C330 -120 350 -140 370 -150 L290 90 L-250 90 C-290 60 -300 0 -300 -110 Z", hull, 600, 450);
        easel.Shape("M-296 20 C-292 60 -280 76 -250 90 L290 90 L312 20 Z", "A63D2F", 600, 450);
        easel.Shape("M-140 -110 V-200 H60 L96 -110 Z", c.Wall, 600, 450);
        easel.Shape("M-120 -184 h50 v34 h-50 Z M-56 -184 h50 v34 h-50 Z M8 -184 h44 l14 34 h-58 Z", c.Ink, 600, 450);
        easel.Box(-20, 540, 1240, 140, "7D7A74");
        easel.Box(-20, 540, 1240, 14, "A7A29A");
        for (var x = 330; x < 880; x += 84)
            easel.Shape("M-18 0 L-10 -20 L10 -20 L18 0 Z", "6B4A36", x, 560);
        foreach (var (x, y) in new[] { (430f, 500f), (720f, 520f), (860f, 505f) })
        {
            easel.Disc(x, y, 26, "FFF3B0", 110);
            easel.Disc(x, y, 10, "FFFFFF");
        }
        easel.Crowd(120, 340, 620, 0.8f);
        easel.Crowd(880, 1130, 630, 0.85f);
    }

    public static void Smokehouse(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(500);
        easel.Hills(502, 120, c.LandFar);
        for (var i = 0; i < 9; i++)
            easel.Disc(905 + (i * 22) + easel.Dice.Between(-12, 12), 180 - (i * 20), 20 + (i * 7), c.Cloud, (byte)(210 - (i * 18)));
        var brick = easel.Dice.Pick(["A94F3D", "8F4436", "B5614A"]);
        easel.Box(870, 190, 60, 260, brick);
        easel.Box(862, 184, 76, 16, c.Ink);
        easel.Box(170, 330, 830, 230, brick);
        easel.Shape("M170 334 l0 -20 l150 -80 l0 100 l138 -100 l0 100 l138 -100 l0 100 l138 -100 l0 100 l138 -100 l0 100 l128 -80 l0 80 Z", c.LandNear);
        for (var x = 210; x < 960; x += 96)
        {
            easel.Shape("M0 0 v-90 a32 32 0 0 1 64 0 v90 Z", c.Ink, x, 500);
            easel.Shape("M6 -4 v-84 a26 26 0 0 1 52 0 v84 Z", c.Light, x, 500);
            easel.Stroke("M32 -114 V-4 M6 -56 H58", c.Ink, 4, x, 500);
        }
        easel.Box(-20, 556, 1240, 130, "8D8579");
        easel.Box(-20, 556, 1240, 10, c.Wall);
        for (var i = 0; i < 5; i++)
        {
            var x = 120 + (i * 60);
            easel.Rule(x, 584, x, 604, c.Ink, 3);
            easel.Shape("M0 0 C14 14 14 44 0 62 C-14 44 -14 14 0 0 Z M-12 74 L0 58 L12 74 Z", "D9A441", x, 600);
        }
        easel.Rule(90, 584, 390, 584, c.Ink, 5);
        easel.Crowd(620, 980, 640, 0.9f);
    }

    public static void Quay(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(330);
        easel.Hills(332, 150, c.LandFar);
        easel.Terrace(-20, 1240, 400, 130);
        easel.Quay(-40, 1240, 400, 100);
        easel.Sea(490, 0.6f);
        easel.Trawler(300, 560, 1.05f, easel.Dice.Pick(Hulls));
        easel.Trawler(820, 590, 1.25f, easel.Dice.Pick(Hulls));
        easel.Crowd(520, 760, 404, 0.55f);
        easel.Gull(560, 140, 0.5f, c.Foam);
        easel.Gull(660, 190, 0.34f, c.Foam);
    }

    public static void Marina(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(330);
        easel.Hills(332, 100, c.LandFar);
        easel.Sea(330, 0.5f);
        for (var i = 0; i < 7; i++)
        {
            var x = 90 + (i * 168);
            easel.Rule(x, 160 + (i % 3 * 30), x, 420, c.Foam, 4);
            easel.Shape("M-70 0 L70 0 L52 36 L-52 36 Z", i % 2 == 0 ? c.Wall : c.Accent, x, 410);
        }
        easel.Shape("M-20 520 L1220 470 L1220 540 L-20 600 Z", "7A6A58");
        for (var x = 0; x < 1200; x += 60)
            easel.Rule(x, 518 - (x * 0.04f), x + 8, 596 - (x * 0.046f), "5D4F41", 3);
        easel.Shape("M0 0 L780 230 L700 420 Z", "58FFE9A8", 40, 180);
        // An outboard engine, where it should not be.
        easel.Shape("M-60 -150 Q-66 -210 0 -212 Q66 -210 62 -150 L54 -118 H-52 Z", c.Ink, 620, 560);
        easel.Shape("M-60 -158 H62 L58 -140 H-58 Z", c.Accent, 620, 560);
        easel.Shape("M-22 -118 H24 L18 6 H-14 Z M-40 -14 H44 V-2 H-40 Z M-14 6 L34 6 L14 56 L-10 56 Z", "4A4F57", 620, 560);
        easel.Oval(-4 + 620, 586, 30, 10, c.Light);
        easel.Disc(40, 180, 14, c.Light);
    }

    public static void Shanty(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(420);
        easel.Terrace(-20, 1240, 430, 150);
        easel.Box(-20, 430, 1240, 250, c.LandNear);
        easel.Box(240, 400, 720, 130, "6B4A36", 4);
        easel.Box(240, 396, 720, 16, "A97C50", 4);
        foreach (var x in new[] { 250f, 930f })
            easel.Box(x, 150, 20, 260, c.Ink);
        easel.Bunting(250, 160, 940, 160);
        easel.Bunting(-20, 120, 260, 170);
        easel.Bunting(940, 170, 1220, 110);
        easel.Shape("M0 0 L-170 300 L170 300 Z", "48FFE9A8", 430, 150, 0.95f);
        easel.Shape("M0 0 L-170 300 L170 300 Z", "48FFE9A8", 760, 150, 0.95f);
        for (var i = 0; i < 7; i++)
            easel.Person(360 + (i * 80), 404, 1.3f, i % 2 == 0 ? "F4F1DE" : "2A6F97");
        easel.Shape("M0 0 h40 v-34 h-40 Z M40 0 l20 8 v-50 l-20 8 M60 8 l16 4 v-58 l-16 4", c.Accent, 540, 346);
        easel.Crowd(-10, 1220, 640, 1.1f);
        easel.Crowd(-40, 1220, 690, 1.35f);
    }

    public static void Gulls(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(420);
        easel.Sea(420);
        easel.Quay(-40, 1240, 530, 160);
        for (var i = 0; i < 6; i++)
            easel.Gull(easel.Dice.Between(120, 1080), easel.Dice.Between(90, 330), easel.Dice.Between(0.5f, 1.1f), "FFFFFF");
        foreach (var x in new[] { 290f, 760f })
        {
            easel.Stroke("M-8 0 V-44 M14 0 V-44", "E9A03B", 6, x, 510);
            easel.Shape("M-100 -64 C-60 -90 -30 -110 30 -112 C40 -150 80 -156 92 -126 L120 -116 L92 -108 C90 -60 40 -36 -10 -40 C-44 -42 -70 -50 -100 -64 Z", "FBFBF7", x, 510);
            easel.Shape("M-104 -62 C-60 -96 -20 -96 20 -84 C-10 -60 -60 -52 -104 -62 Z", "9AA7AE", x, 510);
            easel.Shape("M88 -126 L124 -114 L90 -108 Z", "E9A03B", x, 510);
            easel.Disc(x + 72, 510 - 128, 5, c.Ink);
        }
        easel.Shape("M-60 0 h130 v-56 h-130 Z", "A97C50", 1010, 532);
        easel.Shape("M-50 -56 q20 -24 60 -8 q30 -18 52 8 Z", "9FB8C4", 1010, 532);
    }

    public static void FishMarket(Easel easel)
    {
        var c = easel.Colours;
        easel.Box(0, 0, Easel.Width, Easel.Height, "DCE6E4");
        for (var x = 0; x < 1200; x += 100)
            easel.Rule(x, 0, x, 380, "C3D0CE", 3);
        for (var i = 0; i < 4; i++)
        {
            easel.Box(130 + (i * 280), 40, 120, 150, "9CCBDD", 6);
            easel.Disc(330 + (i * 280), 30, 30, c.Light);
        }
        easel.Crowd(60, 1180, 420, 1.25f);
        easel.Box(-20, 420, 1240, 270, "6F8B93");
        for (var row = 0; row < 2; row++)
        {
            for (var i = 0; i < 6; i++)
            {
                var (x, y) = (-30 + (i * 210) + (row * 60), 450 + (row * 116));
                easel.Box(x, y, 190, 92, easel.Dice.Pick(["2A6F97", "E4572E", "F0B429"]), 8);
                easel.Box(x + 10, y + 8, 170, 60, "EFF6F8", 6);
                for (var fish = 0; fish < 4; fish++)
                    easel.Shape("M-40 0 C-20 -18 24 -18 46 0 C24 18 -20 18 -40 0 Z M-36 0 L-60 -14 L-60 14 Z", easel.Dice.Pick(["8FA7B0", "6E8790", "C98B7B"]), x + 62 + (fish % 2 * 66), y + 26 + (fish / 2 * 26), 0.7f);
            }
        }
    }
}
