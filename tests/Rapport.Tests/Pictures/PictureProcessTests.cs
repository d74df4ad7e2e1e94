using System.Text;
using Rapport.Pictures;
using Rapport.Tests.Support;
using SkiaSharp;

namespace Rapport.Tests.Pictures;

/// <summary>Pictures that somebody sends, through the process that draws them anew.</summary>
public sealed class PictureProcessTests : IDisposable
{
    private readonly PictureProcess _process = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _process.Dispose();

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_face_comes_in_two_sizes_as_jpeg(SKEncodedImageFormat format)
    {
        var (picture, problem) = await _process.Draw(Guid.NewGuid(), Drawn.Fields(900, 700, format), PictureShape.Square, Stop);
        Assert.Equal(PictureProblem.None, problem);
        Assert.Equal(((192, 192), (384, 384)), (Drawn.Size(picture!.Small), Drawn.Size(picture.Large)));
        Assert.Equal((0xFF, 0xD8), (picture.Small[0], picture.Large[1]));
        Assert.Equal("RGBK", Drawn.Corners(picture.Large));
    }

    [Theory]
    [InlineData(1, "RGBK")]
    [InlineData(2, "GRKB")]
    [InlineData(3, "KBGR")]
    [InlineData(4, "BKRG")]
    [InlineData(5, "RBGK")]
    [InlineData(6, "BRKG")]
    [InlineData(7, "KGBR")]
    [InlineData(8, "GKRB")]
    public async Task It_stands_upright_and_nothing_of_where_and_with_what_it_was_taken_is_left(byte orientation, string corners)
    {
        var file = Drawn.WithPlace(600, 600, orientation);
        Assert.Contains(Drawn.Place, Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        var (picture, _) = await _process.Draw(Guid.NewGuid(), file, PictureShape.Square, Stop);
        Assert.Equal(corners, Drawn.Corners(picture!.Large));
        Assert.All([picture.Small, picture.Large], drawn => Assert.DoesNotContain("CAMERA", Encoding.Latin1.GetString(drawn), StringComparison.Ordinal));
        Assert.All([picture.Small, picture.Large], drawn => Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(drawn), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_logo_is_shown_whole_on_its_own_ground()
    {
        var (picture, _) = await _process.Draw(Guid.NewGuid(), Drawn.Fields(1200, 300, SKEncodedImageFormat.Png), PictureShape.Whole, Stop);
        Assert.Equal(((352, 88), (960, 240)), (Drawn.Size(picture!.Small), Drawn.Size(picture.Large)));
        Assert.Equal("\u0089PNG", Encoding.Latin1.GetString(picture.Small, 0, 4));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_for_what_it_is()
    {
        var whole = Drawn.Fields(800, 800);
        (string What, byte[] File, PictureProblem Problem)[] cases =
        [
            ("a script", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(), PictureProblem.NotRead),
            ("a program", Encoding.ASCII.GetBytes("#!/bin/sh\nrm -rf /\n"), PictureProblem.NotRead),
            ("nothing", [], PictureProblem.NotRead),
            ("another kind", "GIF89a"u8.ToArray(), PictureProblem.NotRead),
            ("30,000 points wide and high", Drawn.Bomb(30_000, 30_000), PictureProblem.TooManyPoints),
            ("as wide as a file can say", Drawn.Bomb(int.MaxValue, int.MaxValue), PictureProblem.NotRead),
            ("large, and nothing in it", Drawn.Bomb(5_000, 5_000), PictureProblem.Damaged),
            ("too small", Drawn.Fields(199, 800), PictureProblem.TooSmall),
            ("half of it", whole[..(whole.Length / 2)], PictureProblem.Damaged),
            ("too many bytes", new byte[PictureLimits.MostBytes + 1], PictureProblem.TooLarge),
        ];
        foreach (var (what, file, problem) in cases)
        {
            var redrawn = await _process.Draw(Guid.NewGuid(), file, PictureShape.Square, Stop);
            Assert.Equal((what, problem, null), (what, redrawn.Problem, redrawn.Picture));
        }
    }

    [Fact]
    public async Task The_largest_that_is_taken_fits_into_the_bounds()
    {
        var (picture, problem) = await _process.Draw(Guid.NewGuid(), Drawn.Fields(5_000, 5_000, SKEncodedImageFormat.Png), PictureShape.Square, Stop);
        Assert.Equal((PictureProblem.None, "RGBK"), (problem, Drawn.Corners(picture!.Small)));
    }

    [Fact]
    public async Task Many_at_once_all_get_their_turn()
    {
        var file = Drawn.Fields(400, 400);
        var drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _process.Draw(Guid.NewGuid(), file, PictureShape.Square, Stop)));
        Assert.All(drawn, one => Assert.Equal(PictureProblem.None, one.Problem));
    }

    [Fact]
    public async Task Of_one_account_one_is_drawn_at_a_time()
    {
        var (account, file) = (Guid.NewGuid(), Drawn.Fields(3_000, 3_000, SKEncodedImageFormat.Png));
        var drawn = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _process.Draw(account, file, PictureShape.Square, Stop)));
        Assert.Equal(3, drawn.Count(one => one.Problem == PictureProblem.Busy));
        Assert.Equal(PictureProblem.None, (await _process.Draw(account, Drawn.Fields(300, 300), PictureShape.Square, Stop)).Problem);
    }

    [Fact]
    public async Task Who_does_not_wait_any_longer_leaves_no_process_behind()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var file = Drawn.Fields(5_000, 5_000, SKEncodedImageFormat.Png);
        gone.CancelAfter(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _process.Draw(Guid.NewGuid(), file, PictureShape.Square, gone.Token));
        Assert.Equal(PictureProblem.None, (await _process.Draw(Guid.NewGuid(), Drawn.Fields(300, 300), PictureShape.Square, Stop)).Problem);
    }

    [Fact]
    public async Task It_may_use_neither_more_time_nor_more_memory_and_writes_no_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Its bounds are Linux's.");
        using var process = new System.Diagnostics.Process { StartInfo = PictureProcess.Start(PictureShape.Square) };
        process.Start();
        // It has set its bounds before it reads, and waits for the file.
        var limits = "";
        for (var tries = 0; tries < 200 && !limits.Contains("Max cpu time              10 ", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50, Stop);
            limits = await File.ReadAllTextAsync($"/proc/{process.Id}/limits", Stop);
        }
        await Task.Delay(100, Stop);
        limits = await File.ReadAllTextAsync($"/proc/{process.Id}/limits", Stop);
        var environment = await File.ReadAllTextAsync($"/proc/{process.Id}/environ", Stop);
        process.Kill();
        Assert.Contains("Max cpu time              10 ", limits, StringComparison.Ordinal);
        Assert.Contains("Max file size             0 ", limits, StringComparison.Ordinal);
        Assert.DoesNotContain("Max address space         unlimited", limits, StringComparison.Ordinal);
        Assert.All(environment.Split('\0', StringSplitOptions.RemoveEmptyEntries), variable => Assert.StartsWith("DOTNET_", variable, StringComparison.Ordinal));
    }
}
