using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rapport.Cli;

/// <summary>Told while long work runs: how much is done, of how much; of 0 where nobody knows.</summary>
internal delegate void RowProgress(long done, long total);

/// <summary>A progress bar on standard error while a person waits; nothing where a program listens.</summary>
internal static class RowBar
{
    public static async Task<T> While<T>(string[] steps, Func<RowProgress[], Task<T>> work)
    {
        if (!Verb.IsWatched)
        {
            return await work([.. steps.Select(_ => (RowProgress)((_, _) => { }))]);
        }
        var result = default(T);
        await Verb.Aside.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new KnownShare(), new ElapsedTimeColumn())
            .StartAsync(async shown =>
            {
                var bars = steps.Select(step => shown.AddTask(Markup.Escape(step), autoStart: true)).ToArray();
                result = await work([.. bars.Select(bar => (RowProgress)((done, total) =>
                {
                    bar.IsIndeterminate = total == 0;
                    bar.MaxValue = Math.Max(total, 1);
                    bar.Value = done;
                }))]);
            });
        return result!;
    }

    // Of work of which nobody knows how much there is, "0 %" would say that nothing happens.
    private sealed class KnownShare : ProgressColumn
    {
        private readonly PercentageColumn _share = new();

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Text.Empty : _share.Render(options, task, deltaTime);
    }
}
