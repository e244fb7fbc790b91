using SkiaSharp;

namespace HarbourGazette.Make.Drawing;

/// <summary>Streets, buildings, rooms and playing fields.</summary>
internal static class TownScenes
{
    public static void Pitch(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(300);
        foreach (var x in new[] { 130f, 1070f })
        {
            easel.Rule(x, 60, x, 330, c.Ink, 10);
            easel.Box(x - 62, 34, 124, 54, c.Ink, 6);
            for (var lamp = 0; lamp < 6; lamp++)
                easel.Disc(x - 42 + (lamp % 3 * 42), 48 + (lamp / 3 * 26), 11, "FFFBE0");
            easel.Shape("M0 0 L-330 420 L330 420 Z", "40FFFBE0", x, 60);
        }
        easel.Box(0, 230, 1200, 120, "2E3350");
        easel.Shape("M-20 232 L1220 232 L1220 196 L-20 196 Z", c.Roof);
        string[] scarves = ["E63946", "F4F1DE", "F1C453", "457B9D"];
        for (var i = 0; i < 260; i++)
            easel.Disc(easel.Dice.Between(0, 1200), 250 + (easel.Dice.Below(5) * 20), 8, easel.Dice.Pick(scarves));
        easel.Canvas.Save();
        easel.Canvas.ClipRect(new SKRect(0, 345, 1200, 675));
        easel.Box(0, 345, 1200, 330, "347A43");
        for (var i = 0; i < 8; i++)
            easel.Shape($"M{-500 + (i * 300)} 675 L{10 + (i * 160)} 345 L{90 + (i * 160)} 345 L{-350 + (i * 300)} 675 Z", "3F8F50");
        easel.Canvas.Restore();
        easel.Stroke("M0 372 H1200 M210 372 L120 520 H1080 L990 372 M600 675 Q600 600 470 675", "F4F9F0", 5);
        easel.Stroke("M440 380 V240 H760 V380", "FFFFFF", 9);
        easel.Stroke("M470 246 V376 M510 246 V376 M550 246 V376 M590 246 V376 M630 246 V376 M670 246 V376 M710 246 V376 M444 270 H756 M444 300 H756 M444 330 H756", "DDE5E8", 1.6f);
        Player(easel, 380, 560, 1.5f, "C8312B", leap: false);
        Player(easel, 640, 500, 1.6f, "C8312B", leap: true);
        Player(easel, 820, 560, 1.5f, "F1C453", leap: false);
        Player(easel, 560, 590, 1.45f, "F1C453", leap: false);
        easel.Disc(718, 268, 19, "FFFFFF");
        easel.Shape("M0 -8 L8 -2 L5 7 L-5 7 L-8 -2 Z", c.Ink, 718, 268);
    }

    public static void TownHall(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(540);
        easel.Terrace(-20, 300, 540, 170);
        easel.Terrace(900, 1240, 540, 170);
        easel.Box(290, 300, 620, 240, c.Wall);
        easel.Shape("M260 304 L600 200 L940 304 Z", c.Roof);
        easel.Disc(600, 262, 24, c.Wall);
        easel.Box(548, 80, 104, 140, c.Wall);
        easel.Shape("M536 84 Q600 0 664 84 Z", c.LandNear);
        easel.Rule(600, 40, 600, 6, c.Ink, 4);
        easel.Shape("M0 0 L46 8 L0 22 Z", c.Accent, 601, 6);
        easel.Disc(600, 138, 34, "FFFFFF");
        easel.Stroke("M600 138 V114 M600 138 L616 146", c.Ink, 5);
        for (var x = 320; x <= 850; x += 88)
        {
            easel.Box(x, 316, 26, 224, c.Cloud);
            easel.Box(x - 6, 312, 38, 12, c.LandFar);
        }
        for (var x = 356; x < 860; x += 88)
        {
            easel.Shape("M0 0 v-60 a20 20 0 0 1 40 0 v60 Z", c == Palette.Dusk ? c.Light : c.Ink, x, 440);
        }
        easel.Shape("M0 0 v-80 a34 34 0 0 1 68 0 v80 Z", c.Roof, 566, 540);
        easel.Box(0, 540, 1200, 140, "B9B2A3");
        for (var step = 0; step < 3; step++)
            easel.Box(480 - (step * 30), 536 + (step * 14), 240 + (step * 60), 14, step % 2 == 0 ? c.Wall : c.Cloud);
        easel.Crowd(80, 440, 640, 0.95f);
        easel.Crowd(780, 1140, 650, 1);
    }

    public static void Ballot(Easel easel)
    {
        var c = easel.Colours;
        easel.Box(0, 0, Easel.Width, Easel.Height, easel.Dice.Pick(["3D5A80", "5B4B6E", "2F6B6B", "7A4E48"]));
        for (var i = 0; i < 5; i++)
            easel.Shape("M0 0 v-190 a70 70 0 0 1 140 0 v190 Z", "FFFFFF", 80 + (i * 230), 330, 0.9f);
        for (var i = 0; i < 5; i++)
            easel.Shape("M0 0 v-180 a60 60 0 0 1 120 0 v180 Z", c.SkyTop, 89 + (i * 230), 322, 0.9f);
        easel.Box(0, 500, 1200, 180, "8B6B4A");
        easel.Box(0, 500, 1200, 14, "B08A5F");
        easel.Shape("M-190 0 L-170 -260 H170 L190 0 Z", "22313A", 600, 590);
        easel.Shape("M-190 -250 h380 v-36 h-380 Z", "3A4B57", 600, 590);
        easel.Box(520, 312, 160, 14, "0A1116", 7);
        easel.Canvas.Save();
        easel.Canvas.RotateDegrees(-8, 600, 240);
        easel.Box(520, 130, 150, 190, "FBF7EA", 4);
        for (var row = 0; row < 3; row++)
        {
            easel.Box(540, 152 + (row * 48), 70, 12, "9AA7AE", 3);
            easel.Box(628, 146 + (row * 48), 24, 24, "D9DEDF", 3);
        }
        easel.Stroke("M632 198 L648 214 M648 198 L632 214", "C8312B", 6);
        easel.Canvas.Restore();
        foreach (var (x, y, angle) in new[] { (180f, 545f, -12f), (300f, 560f, 9f), (900f, 550f, 14f), (1010f, 560f, -7f) })
        {
            easel.Canvas.Save();
            easel.Canvas.RotateDegrees(angle, x, y);
            easel.Box(x - 50, y - 34, 100, 68, "FBF7EA", 3);
            easel.Box(x - 36, y - 18, 50, 8, "9AA7AE", 2);
            easel.Box(x - 36, y, 50, 8, "9AA7AE", 2);
            easel.Canvas.Restore();
        }
    }

    public static void School(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(520);
        easel.Hills(522, 120, c.LandFar);
        easel.Box(200, 250, 800, 280, c.Wall);
        easel.Box(180, 232, 840, 24, c.Roof);
        easel.Box(520, 190, 160, 340, c.Accent);
        easel.Shape("M500 194 L600 130 L700 194 Z", c.Roof);
        easel.Disc(600, 226, 26, "FFFFFF");
        easel.Stroke("M600 226 V208 M600 226 H612", c.Ink, 4);
        for (var row = 0; row < 2; row++)
        {
            foreach (var x in new[] { 228f, 324f, 420f, 704f, 800f, 896f })
            {
                easel.Box(x, 286 + (row * 110), 76, 76, "9CCBDD", 3);
                easel.Stroke("M38 0 V76 M0 38 H76", "FFFFFF", 5, x, 286 + (row * 110));
            }
        }
        easel.Box(564, 430, 72, 100, c.Ink, 4);
        easel.Box(0, 526, 1200, 150, "6E9F5B");
        easel.Shape("M540 528 H660 L760 680 H440 Z", "D8C9A8");
        easel.Tree(110, 560, 1.1f, "3F8163");
        easel.Tree(1090, 570, 1.2f, "4E9A6A");
        easel.Crowd(400, 820, 640, 0.85f);
    }

    public static void Hospital(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(520);
        easel.Hills(522, 140, c.LandFar);
        easel.House(240, 530, 240, 200, c.Wall, c.Roof);
        easel.House(720, 530, 240, 200, c.Wall, c.Roof);
        easel.Box(470, 300, 260, 230, c.Cloud);
        easel.Shape("M450 304 L600 190 L750 304 Z", c.Roof);
        easel.Disc(600, 262, 34, "FFFFFF");
        easel.Shape("M-8 -24 h16 v16 h16 v16 h-16 v16 h-16 v-16 h-16 v-16 h16 Z", "C8312B", 600, 262);
        easel.Box(520, 400, 160, 130, "9CCBDD", 4);
        easel.Rule(600, 400, 600, 530, "FFFFFF", 6);
        easel.Box(490, 370, 220, 22, c.Accent, 4);
        easel.Box(0, 526, 1200, 160, "7B8388");
        for (var x = 20; x < 1200; x += 150)
            easel.Box(x, 616, 80, 9, "F4F1DE");
        easel.Shape("M-170 -20 V-150 H60 L130 -80 L150 -20 Z", "F7F5EE", 880, 620);
        easel.Shape("M70 -138 L118 -84 H70 Z", "9CCBDD", 880, 620);
        easel.Shape("M-170 -76 h300 v20 h-300 Z", "F1A208", 880, 620);
        easel.Box(850, 458, 60, 14, "3A86FF", 5);
        easel.Disc(780, 604, 28, c.Ink);
        easel.Disc(970, 604, 28, c.Ink);
        easel.Shape("M-8 -24 h16 v16 h16 v16 h-16 v16 h-16 v-16 h-16 v-16 h16 Z", "2F9E6E", 800, 510);
        easel.Crowd(160, 420, 600, 0.9f);
    }

    public static void Lido(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(260);
        easel.Sea(258, 0.6f);
        easel.Box(0, 320, 1200, 360, "EFE4CF");
        easel.Box(120, 250, 420, 100, "FFFFFF");
        easel.Shape("M110 250 Q330 190 550 250 Z", "2A9D8F");
        for (var x = 146; x < 520; x += 62)
            easel.Box(x, 274, 40, 76, easel.Dice.Pick(["F4A261", "E76F51", "2A9D8F", "E9C46A"]), 3);
        easel.Shape("M170 400 H1030 L1180 640 H20 Z", "FFFFFF");
        easel.Shape("M190 412 H1010 L1140 626 H60 Z", "3DB6CE");
        for (var lane = 1; lane < 6; lane++)
            easel.Stroke($"M{190 + (lane * 137)} 412 L{60 + (lane * 180)} 626", "E4F6F9", 4);
        for (var i = 0; i < 18; i++)
        {
            var (x, y) = (easel.Dice.Between(180, 1000), easel.Dice.Between(430, 610));
            easel.Rule(x, y, x + 40, y, "A9E2EC", 5);
        }
        foreach (var (x, y) in new[] { (380f, 500f), (690f, 560f), (850f, 470f) })
        {
            easel.Oval(x, y + 8, 46, 10, "D6F3F7");
            easel.Disc(x, y, 17, "F1C9A5");
            easel.Shape("M-18 -2 Q0 -30 18 -2 Z", easel.Dice.Pick(["E63946", "F1C453", "3D405B"]), x, y);
            easel.Stroke("M10 8 Q34 -24 50 6", "F1C9A5", 9, x, y);
        }
        easel.Stroke("M1010 420 V300 H1100 M1010 330 H1060 M1080 420 V300", c.Ink, 8);
        easel.Box(930, 292, 170, 14, "E76F51", 5);
        easel.Person(1000, 294, 1, "E63946");
    }

    public static void Logbook(Easel easel)
    {
        var wood = easel.Dice.Pick(["7A5236", "5E4633", "6B4E4A"]);
        easel.Box(0, 0, Easel.Width, Easel.Height, wood);
        for (var y = 0; y < 700; y += 92)
            easel.Stroke($"M0 {y} H1200", "4A3323", 4);
        easel.Canvas.Save();
        easel.Canvas.RotateDegrees(easel.Dice.Between(-6, 6), 600, 350);
        easel.Shape("M150 130 Q380 90 600 140 Q820 90 1050 130 V570 Q820 530 600 580 Q380 530 150 570 Z", "3B2418");
        easel.Shape("M170 120 Q390 84 600 134 V556 Q390 508 170 546 Z", "F2E4C4");
        easel.Shape("M1030 120 Q810 84 600 134 V556 Q810 508 1030 546 Z", "EBD9B2");
        easel.Stroke("M600 134 V556", "C9B083", 5);
        for (var line = 0; line < 9; line++)
        {
            var y = 170 + (line * 40);
            easel.Stroke($"M205 {y} q20 -8 40 0 t40 0 t40 0 t40 0 t40 0 t40 0 t{easel.Dice.Between(10, 60)} 4", "5B4636", 3.4f);
            if (line % 3 != 1)
                easel.Stroke($"M720 {y} q20 -8 40 0 t40 0 t40 0 t40 0 t40 0 t{easel.Dice.Between(10, 60)} 4", "5B4636", 3.4f);
        }
        foreach (var (x, y, half) in new[] { (670f, 236f, false), (670f, 356f, true), (670f, 476f, false) })
        {
            easel.Canvas.Save();
            if (half)
                easel.Canvas.ClipRect(new SKRect(x - 60, y - 80, x, y + 10));
            easel.Shape("M0 0 C-10 -60 -14 -90 -20 -120 C-60 -150 -120 -150 -160 -185 C-110 -190 -50 -190 0 -160 C50 -190 110 -190 160 -185 C120 -150 60 -150 20 -120 C14 -90 10 -60 0 0 Z", "2B2A3D", x, y, 0.28f);
            easel.Canvas.Restore();
        }
        easel.Canvas.Restore();
        easel.Shape("M0 0 C60 -140 150 -220 230 -260 C210 -170 130 -60 14 16 Z", "F4F1DE", 960, 620);
        easel.Stroke("M0 6 C70 -100 140 -190 226 -256", "B9A77C", 4, 960, 620);
        easel.Disc(180, 610, 42, "2B2A3D");
        easel.Disc(180, 604, 26, "0E0D18");
    }

    public static void Robot(Easel easel)
    {
        for (var i = 0; i < 9; i++)
            easel.Box(0, i * 75, Easel.Width, 76, Mix("8ADBE4", "1C6E8C", i / 8f));
        for (var x = 0; x < 1200; x += 150)
            easel.Rule(x, 0, x, 675, "FFFFFF", 2);
        for (var y = 0; y < 675; y += 112)
            easel.Rule(0, y, 1200, y, "FFFFFF", 2);
        easel.Stroke("M40 -20 C200 120 120 260 330 300", "F1C453", 9);
        easel.Stroke("M-160 -110 H160 V90 H-160 Z M-160 -110 L-200 -70 V130 L-160 90 M160 90 L120 130 H-200 M-60 -110 V90 M60 -110 V90", "F4F1DE", 24, 520, 360);
        foreach (var (x, y) in new[] { (-160f, -110f), (160f, -110f), (160f, 90f), (-160f, 90f), (-60f, -110f), (60f, 90f) })
            easel.Disc(520 + x, 360 + y, 20, "D9D2BF");
        easel.Box(440, 300, 160, 100, "E4572E", 16);
        easel.Disc(600, 350, 44, "17324A");
        easel.Disc(600, 350, 28, "9CCBDD");
        easel.Disc(608, 342, 9, "FFFFFF");
        easel.Shape("M0 0 L520 -110 L520 170 Z", "70FFF3B0", 640, 350);
        foreach (var (x, y) in new[] { (350f, 280f), (350f, 430f) })
        {
            easel.Disc(x, y, 38, "3D405B");
            easel.Stroke("M-26 0 H26 M0 -26 V26", "F1C453", 8, x, y);
        }
        easel.Stroke("M960 675 V420 H1220", "7D8B92", 44);
        easel.Disc(960, 420, 56, "C8312B");
        easel.Stroke("M-34 0 H34 M0 -34 V34", "FBE9E7", 10, 960, 420);
        for (var i = 0; i < 22; i++)
            easel.Disc(easel.Dice.Between(160, 430), easel.Dice.Between(40, 280), easel.Dice.Between(4, 13), "FFFFFF", 130);
    }

    public static void Bus(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(520);
        easel.Terrace(-20, 1240, 500, 190);
        easel.Box(0, 496, 1200, 190, "3B4048");
        easel.Box(0, 496, 1200, 22, "8A8F94");
        for (var x = 10; x < 1200; x += 170)
            easel.Box(x, 626, 96, 10, "F4F1DE");
        easel.Shape("M0 0 L360 -30 L360 70 Z", "60FFF3B0", 950, 540);
        var livery = easel.Dice.Pick(["1D6FB8", "B23A48", "2F6B4F"]);
        easel.Box(240, 220, 700, 350, livery, 26);
        easel.Box(240, 372, 700, 18, "FFFFFF");
        for (var i = 0; i < 6; i++)
        {
            easel.Box(268 + (i * 108), 252, 90, 92, c.Light, 8);
            if (i < 5)
                easel.Box(268 + (i * 108), 408, 90, 84, c.Light, 8);
        }
        easel.Box(822, 408, 96, 160, "CFE6EC", 6);
        easel.Rule(870, 408, 870, 568, livery, 5);
        for (var i = 0; i < 7; i++)
            easel.Disc(310 + (easel.Dice.Below(6) * 108), easel.Dice.Coin() ? 330 : 478, 20, "3A3340");
        foreach (var x in new[] { 360f, 790f })
        {
            easel.Disc(x, 572, 48, "14161A");
            easel.Disc(x, 572, 22, "9AA7AE");
        }
        easel.Disc(930, 540, 12, "FFFBE0");
        easel.Rule(1070, 560, 1070, 300, c.Ink, 8);
        easel.Box(1040, 290, 60, 60, c.Accent, 8);
        easel.Person(1110, 590, 1.25f, c.Accent);
    }

    public static void Trees(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(500);
        easel.Terrace(-20, 1240, 470, 160);
        easel.Box(0, 466, 1200, 220, "CDBFA6");
        for (var y = 500; y < 680; y += 44)
            easel.Rule(0, y, 1200, y, "B5A78D", 3);
        string[] leaves = ["6FA35A", "588B4B", "87B565"];
        for (var i = 0; i < 5; i++)
            easel.Tree(130 + (i * 240) + easel.Dice.Between(-20, 20), 560 + (i % 2 * 40), easel.Dice.Between(1.2f, 1.6f), leaves[i % 3]);
        // One has a bench round it, one a ribbon.
        easel.Box(300, 590, 150, 14, "7A5236", 4);
        easel.Box(318, 602, 10, 30, c.Ink);
        easel.Box(420, 602, 10, 30, c.Ink);
        easel.Stroke("M596 500 H626 M596 512 H626", "E63946", 8);
        easel.Crowd(700, 1080, 640, 0.9f);
        easel.Crowd(60, 240, 650, 0.9f);
    }

    public static void Shopfront(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(600);
        easel.Box(0, 90, 1200, 480, easel.Dice.Pick(["A94F3D", "6D7F6A", "7E6B8F", "B08968"]));
        easel.Box(0, 74, 1200, 26, c.Roof);
        for (var i = 0; i < 5; i++)
        {
            easel.Box(90 + (i * 230), 130, 100, 120, c.Wall, 4);
            easel.Box(100 + (i * 230), 140, 80, 100, "7FB5C6", 3);
            easel.Rule(140 + (i * 230), 140, 140 + (i * 230), 240, c.Wall, 5);
        }
        string[] awnings = ["E4572E", "2A9D8F", "3D5A80"];
        for (var shop = 0; shop < 3; shop++)
        {
            var x = 30 + (shop * 390);
            easel.Box(x, 300, 360, 44, c.Ink, 4);
            easel.Box(x + 110, 314, 140, 14, c.Light, 4);
            for (var stripe = 0; stripe < 9; stripe++)
                easel.Shape("M0 0 h40 l6 60 a23 20 0 0 1 -46 0 Z", stripe % 2 == 0 ? awnings[shop] : "FBF7EA", x + (stripe * 40), 344);
            easel.Box(x + 14, 420, 210, 140, c.Light, 4);
            easel.Box(x + 246, 410, 92, 160, awnings[shop], 4);
            easel.Box(x + 258, 424, 68, 70, "CFE6EC", 3);
            for (var jar = 0; jar < 4; jar++)
                easel.Box(x + 30 + (jar * 48), 500, 32, 60, easel.Dice.Pick(["C65D3B", "5F7A61", "F4F1DE", "8E6C8A"]), 8);
        }
        easel.Box(0, 566, 1200, 120, "9A9388");
        easel.Box(0, 566, 1200, 12, "C9C1B2");
        easel.Crowd(90, 1120, 650, 1.15f);
    }

    public static void Cinema(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(600);
        easel.Terrace(-20, 280, 560, 260);
        easel.Terrace(930, 1240, 560, 260);
        easel.Box(270, 130, 660, 440, "E8DCC3");
        easel.Shape("M270 134 Q600 50 930 134 Z", "C8553D");
        easel.Box(560, 40, 80, 330, "C8312B", 10);
        for (var i = 0; i < 5; i++)
            easel.Disc(600, 84 + (i * 60), 20, c.Light);
        foreach (var x in new[] { 320f, 400f, 690f, 770f, 850f })
            easel.Box(x, 180, 44, 170, "B9A77C", 20);
        easel.Box(240, 376, 720, 64, c.Ink, 8);
        easel.Box(270, 388, 660, 40, "FFF6D6", 4);
        for (var i = 0; i < 22; i++)
            easel.Disc(262 + (i * 32), 444, 8, c.Light);
        for (var i = 0; i < 5; i++)
        {
            easel.Box(340 + (i * 110), 460, 80, 110, "7A2E2E", 4);
            easel.Box(352 + (i * 110), 472, 56, 60, c.Light, 3);
        }
        easel.Box(0, 566, 1200, 120, "4A4653");
        easel.Crowd(300, 960, 640, 1.05f);
    }

    public static void Gallery(Easel easel)
    {
        var c = easel.Colours;
        easel.Box(0, 0, Easel.Width, Easel.Height, "F3EFE6");
        easel.Box(0, 520, 1200, 160, "B98B5E");
        for (var x = -200; x < 1300; x += 130)
            easel.Rule(x, 675, x + ((600 - x) * 0.25f), 520, "A37A51", 3);
        string[] waters = ["6FA8B8", "3E6D7F", "C7B18A", "8AA37B", "B8C9D3", "5C4B63"];
        for (var row = 0; row < 2; row++)
        {
            for (var i = 0; i < 6; i++)
            {
                var (x, y) = (80 + (i * 180), 70 + (row * 200));
                easel.Box(x, y, 140, 160, c.Ink, 2);
                easel.Box(x + 7, y + 7, 126, 146, easel.Dice.Pick(["9B958A", "7D7A74", "A89F8E"]));
                var colour = waters[((row * 6) + i) % waters.Length];
                easel.Oval(x + 70, y + 92, 48, 30, colour);
                easel.Oval(x + 62, y + 84, 22, 10, "FFFFFF", 110);
            }
        }
        foreach (var x in new[] { 330f, 420f, 860f })
            easel.Person(x, 640, 1.9f, easel.Dice.Pick(["B23A48", "2A6F97", "5F7A61"]));
    }

    public static void Gasworks(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(560);
        easel.Hills(562, 90, c.LandFar);
        easel.Terrace(-20, 1240, 580, 90);
        var iron = easel.Dice.Pick(["3D405B", "4A5A52", "5B4339"]);
        easel.Box(330, 250, 540, 330, "9AA1A0");
        easel.Oval(600, 250, 270, 44, "B6BCBA");
        for (var x = 330; x <= 870; x += 90)
        {
            easel.Rule(x, 90, x, 585, iron, 13);
            easel.Disc(x, 88, 14, iron);
        }
        foreach (var y in new[] { 110f, 240f, 370f, 500f })
            easel.Rule(330, y, 870, y, iron, 9);
        for (var x = 330; x < 870; x += 90)
            easel.Stroke($"M{x} 110 L{x + 90} 240 M{x + 90} 110 L{x} 240 M{x} 240 L{x + 90} 370 M{x + 90} 240 L{x} 370", iron, 3);
        easel.Box(0, 580, 1200, 100, "7C8A63");
        easel.Crowd(150, 1080, 655, 0.95f);
        easel.Gull(980, 190, 0.5f, "8A8FA0");
    }

    public static void Heron(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(540);
        easel.Hills(542, 150, c.LandFar);
        easel.Box(0, 538, 1200, 150, "5F6569");
        easel.Oval(600, 590, 420, 86, "6E9F5B");
        easel.Oval(600, 584, 400, 76, "83B46C");
        easel.Stroke("M570 570 L590 380 M640 574 L620 380", "6E7A83", 14);
        easel.Shape("M-150 40 C-90 -60 40 -90 110 -40 C130 -100 90 -150 76 -210 C70 -250 110 -280 142 -262 L250 -238 L140 -228 C126 -220 134 -190 146 -150 C166 -80 150 20 60 50 C0 66 -70 62 -190 96 Z", "8C9AA5", 590, 350);
        easel.Shape("M-150 40 C-80 -30 20 -50 90 -10 C40 30 -40 40 -150 40 Z", "6E7A83", 590, 350);
        easel.Shape("M110 -268 C80 -290 40 -284 16 -268 C50 -270 80 -262 100 -250 Z", "3D4750", 590, 350);
        easel.Disc(722, 100, 6, "1B1F24");
        for (var i = 0; i < 26; i++)
            easel.Disc(540 + easel.Dice.Between(-120, 170), 350 + easel.Dice.Between(-60, 60), 3.4f, "4F5A63");
        foreach (var (x, colour) in new[] { (110f, "C8312B"), (960f, "2A6F97") })
        {
            easel.Shape("M-80 0 V-34 L-44 -40 L-20 -72 H36 L66 -38 L88 -32 V0 Z", colour, x, 640);
            easel.Disc(x - 44, 640, 18, "14161A");
            easel.Disc(x + 52, 640, 18, "14161A");
        }
        easel.Gull(260, 150, 0.45f, c.Foam);
    }

    public static void Ring(Easel easel)
    {
        easel.Box(0, 0, Easel.Width, Easel.Height, "1B1D2A");
        for (var i = 0; i < 4; i++)
            easel.Shape("M0 0 L-190 520 L190 520 Z", "30FFF3B0", 210 + (i * 260), -20);
        for (var i = 0; i < 190; i++)
            easel.Disc(easel.Dice.Between(0, 1200), 250 + (easel.Dice.Below(6) * 26), 12, easel.Dice.Pick(["2A2D40", "33374F", "3D425E"]));
        easel.Shape("M180 470 H1020 L1160 600 H40 Z", "DCE6E4");
        easel.Shape("M40 600 H1160 V675 H40 Z", "B23A48");
        foreach (var y in new[] { 320f, 370f, 420f })
            easel.Stroke($"M180 {y} H1020", "F4F1DE", 6);
        foreach (var (x, colour) in new[] { (172f, "C8312B"), (1012f, "2A6FB0") })
            easel.Box(x, 296, 18, 180, colour, 5);
        Boxer(easel, 480, 540, "C8312B", mirrored: false);
        Boxer(easel, 740, 540, "2A6FB0", mirrored: true);
    }

    public static void Night(Easel easel)
    {
        var c = easel.Colours;
        easel.Sky(420);
        easel.Hills(422, 120, c.LandFar);
        easel.Terrace(500, 1240, 440, 130);
        easel.Sea(440, 0.8f);
        for (var i = 0; i < 60; i++)
        {
            var (x, y) = (easel.Dice.Between(0, 1200), easel.Dice.Between(470, 660));
            easel.Rule(x, y, x + easel.Dice.Between(10, 60), y, "5CF0E0", easel.Dice.Between(2, 4));
        }
        easel.Rule(250, 520, 250, 180, "05080F", 12);
        easel.Stroke("M250 190 Q250 150 300 150", "05080F", 9);
        easel.Shape("M-26 0 L26 0 L16 54 L-16 54 Z", c.Light, 306, 152);
        easel.Disc(306, 180, 90, c.Light, 46);
        easel.Shape("M0 520 Q300 490 470 560 L520 680 L0 680 Z", "0B1424");
        easel.Person(360, 530, 1.2f, c.Accent);
    }

    private static void Player(Easel easel, float x, float y, float scale, string shirt, bool leap)
    {
        var legs = leap ? "M-4 -46 L-24 -14 L-38 -2 M6 -46 L22 -20 L8 -2" : "M-6 -46 L-20 -22 L-16 0 M6 -46 L18 -22 L22 0";
        easel.Stroke(legs, easel.Colours.Ink, 9, x, y, scale);
        easel.Stroke(leap ? "M-14 -84 L-40 -66 M14 -84 L36 -104" : "M-14 -84 L-30 -56 M14 -84 L32 -62", shirt, 9, x, y, scale);
        easel.Shape("M-17 -46 L-20 -92 Q0 -102 20 -92 L17 -46 Z", shirt, x, y, scale);
        easel.Shape("M-18 -56 H18 L16 -36 H-16 Z", "FFFFFF", x, y, scale);
        easel.Disc(x, y - (112 * scale), 13 * scale, easel.Dice.Pick(["F1C9A5", "C68E63", "8D5A3C"]));
        easel.Shape("M-14 -114 Q-12 -128 0 -128 Q12 -128 14 -114 Z", "2B2118", x, y, scale);
    }

    private static void Boxer(Easel easel, float x, float y, string colour, bool mirrored)
    {
        var skin = easel.Dice.Pick(["F1C9A5", "C68E63", "8D5A3C"]);
        easel.Canvas.Save();
        easel.Canvas.Translate(x, y);
        easel.Canvas.Scale(mirrored ? -1 : 1, 1);
        easel.Stroke("M-14 -110 L-44 -50 L-36 0 M14 -110 L40 -54 L34 0", skin, 26);
        easel.Shape("M-38 -160 L36 -160 L48 -86 L4 -90 L-48 -86 Z", colour);
        easel.Shape("M-36 -156 Q-50 -250 0 -262 Q46 -250 36 -156 Z", skin);
        easel.Stroke("M-20 -236 L10 -196 L54 -230 M24 -236 L70 -210 L96 -240", skin, 22);
        easel.Disc(60, -236, 24, colour);
        easel.Disc(100, -246, 24, colour);
        easel.Disc(10, -290, 30, skin);
        easel.Shape("M-22 -294 Q-16 -326 12 -322 Q38 -316 38 -296 Z", "2B2118");
        easel.Canvas.Restore();
    }

    private static string Mix(string a, string b, float share)
    {
        var mixed = Easel.Blend(Palette.Colour(a), Palette.Colour(b), share);
        return $"{mixed.Red:X2}{mixed.Green:X2}{mixed.Blue:X2}";
    }
}
