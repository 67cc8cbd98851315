"""WeCom's own applications: meetings (会议), broadcasts (直播), health reports (健康上报), and whether all is set up."""
